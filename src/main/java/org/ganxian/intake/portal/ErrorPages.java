package org.ganxian.intake.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ganxian.platform.Refusal;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.DefaultErrorViewResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * The pages {@code templates/error}, and one case of its own: a form of the portal that came without its security token,
 * because the page had been open for too long. Nothing that was typed is lost then. A form that another site sent is no
 * such case.
 */
@Component
class ErrorPages extends DefaultErrorViewResolver {

    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");
    private static final String STILL_HERE = "页面打开得太久了。您填写的内容都在，请核对后再按一次“提交”。";

    private static final Pattern APPLYING = Pattern.compile("/portal/services/([a-z0-9-]+)/apply");

    private final PortalPage portal;
    private final ApplicationPage applying;

    ErrorPages(ApplicationContext context, WebProperties web, PortalPage portal, ApplicationPage applying) {
        super(context, web.getResources());
        this.portal = portal;
        this.applying = applying;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        String path = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "")
                .substring(request.getContextPath().length());
        // Older browsers, and all without https, do not say who sent the form.
        String sender = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Site"), "none");
        return status == HttpStatus.FORBIDDEN && path.startsWith("/portal/") && OUR_OWN.contains(sender)
                ? expired(request, path)
                : super.resolveErrorView(request, status, model);
    }

    private ModelAndView expired(HttpServletRequest request, String path) {
        if (path.equals(Portal.ORDERS)) {
            return portal.order(typed(request), Map.of(), STILL_HERE, HttpStatus.FORBIDDEN);
        }
        Matcher item = APPLYING.matcher(path);
        if (item.matches()) {
            try {
                return applying.form(
                        item.group(1),
                        ApplicationForm.typed(request),
                        Map.of(),
                        "页面打开得太久了。您填写的内容都在，请重新选择文件，再按一次“提交申请”。",
                        HttpStatus.FORBIDDEN);
            } catch (Refusal ended) {
                return new ModelAndView(
                        "portal/refused", Map.of("message", ended.getMessage(), "status", 404), HttpStatus.NOT_FOUND);
            }
        }
        String unsent = Stream.of("text", "reason", "comment", "note")
                .map(request::getParameter)
                .filter(t -> t != null && !t.isBlank())
                .findFirst()
                .orElse(null);
        return new ModelAndView("portal/expired", HttpStatus.FORBIDDEN)
                .addObject("unsent", unsent)
                .addObject("back", path.substring(0, path.lastIndexOf('/')));
    }

    private static OrderForm typed(HttpServletRequest request) {
        return new OrderForm(
                request.getParameter("key"),
                request.getParameter("description"),
                request.getParameter("category"),
                request.getParameter("place"),
                request.getParameter("address"),
                request.getParameter("name"),
                request.getParameter("phone"),
                request.getParameter("position"),
                request.getParameter("anonymous"));
    }
}
