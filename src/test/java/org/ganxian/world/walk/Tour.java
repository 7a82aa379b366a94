package org.ganxian.world.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A step of the tour in the README: a walk takes from it what it opens, chooses and logs in with, and has done all that it
 * says. Both languages say the same.
 */
final class Tour {

    /** What is quoted, an account, an address. An example of a number is none of them. */
    private static final Pattern SAID = Pattern.compile("“([^”]+)”|`([a-z][a-z0-9-]*)`|<(http[^>]+)>");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}[\\p{IsHan}，]*\\p{IsHan}");

    private final String step;
    private final Set<String> said;
    private final Set<String> left;

    private Tour(String step) {
        this.step = step;
        this.said = all(step, SAID);
        this.left = new TreeSet<>(said);
    }

    static Tour step(int number) {
        String chinese = read("README.zh-CN.md", number);
        String english = read("README.md", number);
        assertThat(all(english, CHINESE))
                .as("Words of the pages in step %d of README.md, that README.zh-CN.md does not have", number)
                .allMatch(chinese::contains);
        Tour tour = new Tour(chinese);
        assertThat(all(english, SAID))
                .as("Accounts and addresses of step %d", number)
                .isEqualTo(tour.said.stream()
                        .filter(word -> word.matches("[a-z].*"))
                        .collect(Collectors.toSet()));
        return tour;
    }

    private static String read(String readme, int number) {
        try {
            Matcher step = Pattern.compile("(?ms)^" + number + "\\. \\*\\*.+?(?=\\n\\n|\\n\\d+\\. )")
                    .matcher(Files.readString(Path.of(readme)));
            assertThat(step.find()).as("step %d of %s", number, readme).isTrue();
            return step.group();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(String text, Pattern what) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = what.matcher(text);
        while (matcher.find()) {
            String group = matcher.group();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                group = matcher.group(i) == null ? group : matcher.group(i);
            }
            found.add(group);
        }
        return found;
    }

    /** These words, that the README has to have. */
    String says(String words) {
        assertThat(said).as(step).contains(words);
        left.remove(words);
        return words;
    }

    /** The path of an address, which the README gives as on a fresh start. */
    String opens(String path) {
        says("http://localhost:8080" + path);
        return path;
    }

    void isWalked() {
        assertThat(left).as("Nobody walked this of: %s", step).isEmpty();
    }
}
