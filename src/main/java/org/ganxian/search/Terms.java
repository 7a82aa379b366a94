package org.ganxian.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** What a text is found by: each pair of Chinese characters that stand together, each word of letters or digits. */
final class Terms {

    private static final Analyzer PAIRS = new CJKAnalyzer(CharArraySet.EMPTY_SET);

    private Terms() {}

    /** Those of a text that is kept; none for null. */
    static Set<String> of(@Nullable String text) {
        Set<String> terms = new LinkedHashSet<>();
        if (text == null) {
            return terms;
        }
        try (TokenStream stream = PAIRS.tokenStream("text", Normalizer.normalize(text, Normalizer.Form.NFKC))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
        return terms;
    }

    /** Those that a text must have which is looked for by these words: a character that stands alone may be part of a pair there. */
    static Set<String> wanted(String words) {
        return of(words).stream()
                .filter(term -> !isOneCharacter(term))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isOneCharacter(String term) {
        return term.codePointCount(0, term.length()) == 1 && Character.isIdeographic(term.codePointAt(0));
    }
}
