package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/** 大字版: a browser that has asked for it gets every page of the portal and of {@code /m} in large letters. */
@Controller
class LargeText implements HandlerInterceptor, WebMvcConfigurer {

    static final String COOKIE = "GANXIAN-TEXT";

    private static final String LARGE = "large";
    private static final Duration KEPT = Duration.ofDays(365);

    /** Pages with the frame of the portal or of {@code /m}; never another site, which two slashes would name. */
    private static final Pattern PAGE = Pattern.compile("/((portal|m)([/?][^/\\\\].*)?)?");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/", "/portal", "/portal/**", "/m", "/m/**", "/error")
                .excludePathPatterns("/m/offline", "/m/manifest.webmanifest");
    }

    /** Pages read both from the request. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        request.setAttribute("largeText", cookie != null && LARGE.equals(cookie.getValue()));
        if (request.getAttribute("here") == null) {
            String query = request.getQueryString();
            request.setAttribute("here", request.getServletPath() + (query == null ? "" : "?" + query));
            // Pages of /m mean something else by the other word.
            request.setAttribute("thisPage", request.getAttribute("here"));
        }
        return true;
    }

    /** @param back where the link stood; anything that is no page of the portal leads to its beginning */
    @GetMapping("/portal/text")
    void choose(
            @RequestParam(defaultValue = "") String size,
            @RequestParam(defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean large = LARGE.equals(size);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, large ? LARGE : "")
                        .path(request.getContextPath() + "/")
                        .maxAge(large ? KEPT : Duration.ZERO)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
        response.sendRedirect(request.getContextPath() + (PAGE.matcher(back).matches() ? back : "/portal"));
    }
}
