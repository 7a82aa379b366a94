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
        return page().map(page -> kept(page, what, type, read)).orElseGet(read);
    }

    /** As {@link #read} while anything is answered, for what each door asks about whoever knocks: before anything is done. */
    public static <T> T readAtTheDoor(String what, Class<? super T> type, Supplier<T> read) {
        return Client.exchange()
                .map(ServletRequestAttributes::getRequest)
                .map(request -> kept(request, what, type, read))
                .orElseGet(read);
    }

    private static <T> T kept(HttpServletRequest page, String what, Class<? super T> type, Supplier<T> read) {
        String name = OncePerPage.class.getName() + " " + what;
        @SuppressWarnings("unchecked") // kept under this name by the line below alone
        T kept = (T) type.cast(page.getAttribute(name));
        if (kept == null) {
            kept = read.get();
            page.setAttribute(name, kept);
        }
        return kept;
    }
}
