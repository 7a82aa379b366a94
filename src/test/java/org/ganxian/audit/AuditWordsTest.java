package org.ganxian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An auditor reads words, not codes. */
class AuditWordsTest {

    /** Whatever puts something on record, with what it is given. */
    private static final Pattern CALL =
            Pattern.compile("\\b(?:record|looked|showsTo)\\(((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)\\)");

    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

    @Test
    void everyActionThatIsPutOnRecordHasChineseWords() throws IOException {
        Set<String> said = AuditWords.shipped().keySet();
        Set<String> recorded = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                recorded.addAll(actions(Files.readString(file)));
            }
        }
        assertThat(recorded).contains("contact-shown", "login-failed", "case-shown");
        assertThat(said).as("data/audit-actions.properties").containsAll(recorded);
        assertThat(AuditWords.shipped().values())
                .allSatisfy(word -> assertThat(word).containsPattern("\\p{IsHan}"))
                .doesNotHaveDuplicates();
    }

    private static Set<String> actions(String source) {
        Set<String> found = new TreeSet<>();
        Matcher calls = CALL.matcher(source);
        while (calls.find()) {
            String given = calls.group(1);
            LITERAL.matcher(given).results().forEach(literal -> found.add(literal.group(1)));
            NAME.matcher(given)
                    .results()
                    .forEach(name -> Pattern.compile("String " + name.group() + " =\\s+" + LITERAL.pattern())
                            .matcher(source)
                            .results()
                            .forEach(constant -> found.add(constant.group(1))));
        }
        return found;
    }
}
