package org.ganxian.world.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What every page of ours owes to whoever sees, hears or moves otherwise. */
final class Accessible {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** What our scripts put right of Camunda's own frames; their colours stay Camunda's. */
    private static final Set<String> NAMES = Set.of("link-name", "aria-dialog-name", "aria-prohibited-attr");

    /** Texts that are cut off: their box hides what does not fit, and says so by no ellipsis that a title completes. */
    private static final String CLIPPED = """
            parts => parts.flatMap(part => [...document.querySelectorAll(part + ' *')])
              .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
              .filter(e => e.clientWidth > 1)
              .filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && !e.title)
              .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 3)
              .map(e => e.className + ': ' + e.textContent.trim().slice(0, 40))""";

    /** Else axe loads each style sheet of the page once more, for a rule that is not asked for, and some of them from wrong places. */
    private static final class OnThePage extends AxeRunOptions {

        @SuppressWarnings("unused") // read as JSON
        public boolean getPreload() {
            return false;
        }
    }

    private Accessible() {}

    /**
     * Nothing serious or critical by axe-core's rules, contrast of level AA among them.
     *
     * @param parts selectors of what is ours on the page; none for the whole of it
     */
    static void check(Page page, String... parts) {
        AxeResults results = results(page, parts);
        refuses(page, results, rule -> GRAVE.contains(rule.getImpact()));
    }

    private static AxeResults results(Page page, String... parts) {
        // All is on the page itself, no frames: so axe needs no page of its own to add results up.
        AxeRunOptions options = new OnThePage();
        options.setResultTypes(List.of("violations"));
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true).options(options);
        if (parts.length > 0) {
            axe.include(List.of(parts));
        }
        AxeResults results = axe.analyze();
        assertThat(results.getPasses())
                .as("rules that " + page.url() + " keeps")
                .isNotEmpty();
        return results;
    }

    private static void refuses(Page page, AxeResults results, Predicate<Rule> wrong) {
        assertThat(results.getViolations().stream().filter(wrong).map(Accessible::inWords))
                .as(page.url())
                .isEmpty();
    }

    /** A screen of Camunda's webapps with their frame and ours: nothing critical, and each button, link and dialog has a name. */
    static void checkFrame(Page page) {
        refuses(page, results(page), rule -> "critical".equals(rule.getImpact()) || NAMES.contains(rule.getId()));
    }

    private static String inWords(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): "
                + rule.getNodes().stream()
                        .limit(4)
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .toList();
    }

    /** With text twice as large, as a browser does it in a window of 1280 pixels: nothing is cut off or beside the page. */
    static void checkLarge(Page page, String... parts) {
        page.setViewportSize(640, 800);
        Object wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) wider).intValue())
                .as(page.url() + " is wider than the window")
                .isLessThanOrEqualTo(1);
        Object clipped = page.evaluate(CLIPPED, parts.length == 0 ? List.of("body") : List.of(parts));
        assertThat((List<?>) clipped).as(page.url()).isEmpty();
        page.setViewportSize(1280, 900);
    }
}
