package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Thymeleaf fills some names itself: an attribute of ours under such a name is hidden, and a test of it is always true. */
class TemplateNamesTest {

    private static final Pattern READS_A_TAKEN_NAME = Pattern.compile(
            "[$*]\\{[^}]*(?<![.\\w#@'])(application|session|request|response|servletContext)\\b(?!['(])");
    private static final Pattern GIVES_A_TAKEN_NAME = Pattern.compile(
            "add(?:Object|Attribute)\\(\\s*\"(?:application|session|param|request|response|servletContext)\"");

    private static List<String> found(Pattern pattern, Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file ->
                            pattern.matcher(text(file)).results().map(at -> file.getFileName() + ": " + at.group()))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noTemplateReadsANameThatThymeleafFillsItself() throws IOException {
        assertThat(found(READS_A_TAKEN_NAME, Path.of("src/main/resources/templates"), ".html"))
                .isEmpty();
    }

    @Test
    void noPageIsGivenANameThatThymeleafFillsItself() throws IOException {
        assertThat(found(GIVES_A_TAKEN_NAME, Path.of("src/main/java"), ".java")).isEmpty();
    }
}
