package org.ganxian.platform.web;

import java.util.List;
import org.ganxian.platform.Refusal;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.ui.Model;

/** Which page of a list somebody asks for, and which one is shown. */
public final class Paging {

    private static final int MOST_ON_A_PAGE = 200;
    private static final int LAST_PAGE = 1_000_000;
    private static final int LAST_SHOWN = 10_000;

    private Paging() {}

    /** For a page of ours: whatever its address asks for becomes a page that there can be, {@code page} from 1. */
    public static PageRequest shown(int page, int size) {
        return PageRequest.of(Math.min(Math.max(page, 1), LAST_SHOWN) - 1, size);
    }

    /** As above, and at most the last page of {@code total} rows. */
    public static PageRequest shown(int page, int size, long total) {
        return shown((int) Math.min(page, (total + size - 1) / size), size);
    }

    /** Of what has been read as a whole, the page that is asked for, at most the last one. */
    public static <T> Page<T> cut(List<T> all, int page, int size) {
        PageRequest shown = shown(page, size, all.size());
        return new PageImpl<>(all.stream().skip(shown.getOffset()).limit(size).toList(), shown, all.size());
    }

    /** Tells a template which page it shows: {@code page} and {@code pages} from 1, and {@code total} rows. */
    public static void tell(Model model, Page<?> shown) {
        model.addAttribute("page", shown.getNumber() + 1);
        model.addAttribute("pages", Math.max(1, shown.getTotalPages()));
        model.addAttribute("total", shown.getTotalElements());
    }

    /**
     * @param page from 0
     * @param size 1 to 200
     * @throws Refusal 400 for what is out of bounds
     */
    public static PageRequest of(int page, int size) {
        if (page < 0 || page > LAST_PAGE) {
            throw Refusal.field("page", "页数从 0 起，不超过 " + LAST_PAGE);
        } else if (size < 1 || size > MOST_ON_A_PAGE) {
            throw Refusal.field("size", "每页条数应在 1 到 " + MOST_ON_A_PAGE + " 之间");
        }
        return PageRequest.of(page, size);
    }
}
