package org.ganxian.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the parts of a page ask one after the other: read once while a GET is answered, which changes none of it. */
public final class OncePerPage {

    private OncePerPage() {}

    /** Whether a GET is answered, so that what is read is kept. */
    public static boolean isKept() {
        return page().isPresent();
    }

    private static Optional<HttpServletRequest> page() {
        return Client.exchange()
                .map(ServletRequestAttributes::getRequest)
                .filter(request -> HttpMethod.GET.matches(request.getMethod()));
    }

    /**
     * @param what names it among all that pages keep
     * @param read asked each time where no GET is answered, as in jobs
     */
    public static <T> T read(String what, Class<? super T> type, Supplier<T> read) {
        Optional<HttpServletRequest> page = page();
        if (page.isEmpty()) {
            return read.get();
        }
        String name = OncePerPage.class.getName() + " " + what;
        @SuppressWarnings("unchecked") // kept under this name by the line below alone
        T kept = (T) type.cast(page.get().getAttribute(name));
        if (kept == null) {
            kept = read.get();
            page.get().setAttribute(name, kept);
        }
        return kept;
    }
}
