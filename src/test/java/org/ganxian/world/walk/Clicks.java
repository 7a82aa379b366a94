package org.ganxian.world.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Counts what a person presses on a page from now on, wherever it leads; a choice from a list is two: it is opened, and chosen from. */
final class Clicks {

    private static final String LISTENS = """
            () => {
              if (window.clicksAreCounted) return;
              window.clicksAreCounted = true;
              const more = by => {
                try { sessionStorage.clicks = Number(sessionStorage.clicks ?? 0) + by; } catch { /* a page without a place */ }
              };
              addEventListener('pointerdown', () => more(1), true);
              addEventListener('change', e => { if (e.target.matches?.('select')) more(2); }, true);
            }""";

    private final Page page;
    private final int before;

    private Clicks(Page page) {
        this.page = page;
        page.addInitScript("(" + LISTENS + ")()");
        page.evaluate(LISTENS);
        this.before = all();
    }

    static Clicks of(Page page) {
        return new Clicks(page);
    }

    private int all() {
        return ((Number) page.evaluate(
                        "() => { try { return Number(sessionStorage.clicks ?? 0); } catch { return 0; } }"))
                .intValue();
    }

    int count() {
        return all() - before;
    }

    /** At least one, so that what counts is known to count. */
    void atMost(int most) {
        assertThat(count()).as("clicks until " + page.url()).isBetween(1, most);
    }
}
