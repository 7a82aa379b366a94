package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What the policy of our pages (CSP) forbids would silently do nothing: it must not be written at all. */
class OurPagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** Become PDF files, no pages. */
    private static final Path DOCUMENTS = TEMPLATES.resolve("documents");

    private static final Path SCRIPTS = Path.of("src/main/resources/static");

    @Test
    void noPageHasStylesOrScriptsWrittenIntoIt() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(TEMPLATES, ".html")) {
            if (file.startsWith(DOCUMENTS)) {
                continue;
            }
            for (Element element : Jsoup.parse(Files.readString(file)).getAllElements()) {
                boolean script =
                        element.normalName().equals("script") && !element.data().isBlank();
                if (script || element.normalName().equals("style")) {
                    found.add(file + " <" + element.normalName() + ">");
                }
                for (Attribute attribute : element.attributes()) {
                    if (attribute.getKey().matches("(th:)?(style|styleappend|on[a-z]+)")
                            || attribute.getValue().startsWith("javascript:")) {
                        found.add(file + " " + attribute.getKey());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noScriptWritesStylesIntoAPage() throws IOException {
        for (Path script : files(SCRIPTS, ".js")) {
            assertThat(Files.readString(script))
                    .as(script.toString())
                    .doesNotContainPattern("setAttribute\\(['\"]style|insertAdjacentHTML|innerHTML|eval\\(");
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
