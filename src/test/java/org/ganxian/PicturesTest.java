package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures that the walks take are shown to readers, and none is shown that is not there. */
class PicturesTest {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern TEXT = Pattern.compile("\\.md$");
    private static final Pattern PICTURE = Pattern.compile("\\.(?:png|jpg)$");
    private static final Pattern SHOWN = Pattern.compile("images/[\\w/-]+\\.(?:png|jpg)");

    @Test
    void everyPictureIsShownAndThere() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path text : files(Path.of("."), TEXT, 1)) {
            shown.addAll(picturesIn(text));
        }
        for (Path text : files(DOCS, TEXT, 3)) {
            shown.addAll(picturesIn(text));
        }
        Set<String> there = files(DOCS.resolve("images"), PICTURE, 3).stream()
                .map(file -> DOCS.relativize(file).toString().replace('\\', '/'))
                .collect(Collectors.toSet());
        assertThat(shown).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(there);
    }

    private static Set<Path> files(Path folder, Pattern name, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> name.matcher(file.toString()).find()).collect(Collectors.toSet());
        }
    }

    private static Set<String> picturesIn(Path text) {
        try {
            return SHOWN.matcher(Files.readString(text))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
