package org.ganxian.document;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.document.pdf.Typeface;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the font of the documents can show, asked when something is typed that will stand on one. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Printable {

    private final Typeface typeface;

    /** zh-CN: which characters the font lacks, and what to write instead; null when it has all of them. */
    public @Nullable String warning(@Nullable String text) {
        Set<Integer> missing = new TreeSet<>();
        typeface.printable(text, missing);
        return missing.isEmpty()
                ? null
                : "文书字库中没有“%s”：请改用拼音、同音字或文字说明，生僻字的原字写在补充说明里"
                        .formatted(missing.stream().map(Character::toString).collect(Collectors.joining("”“")));
    }
}
