package org.ganxian.suggestion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/** What is counted of a text: its Chinese words and pairs of characters. Digits, letters and signs are nobody's topic. */
final class Terms {

    /** A title says in few words what the text is about. */
    private static final int TITLE_WEIGHT = 8;

    private static final Pattern NOT_CHINESE = Pattern.compile("[^\\p{IsHan}]+");
    private static final Analyzer WORDS = new SmartChineseAnalyzer();
    private static final Analyzer PAIRS = new CJKAnalyzer();

    private Terms() {}

    /** How often each word and pair is there. */
    static Map<String, Integer> counted(@Nullable String title, String text) {
        Map<String, Integer> counts = new HashMap<>();
        count(counts, text, 1);
        if (title != null) {
            count(counts, title, TITLE_WEIGHT);
        }
        return counts;
    }

    private static void count(Map<String, Integer> counts, String text, int weight) {
        String plain = NOT_CHINESE.matcher(plain(text)).replaceAll(" ");
        words(plain).forEach(word -> counts.merge(word, weight, Integer::sum));
        // A pair that is a word, too, counts as both.
        tokens(PAIRS, plain).stream()
                .filter(pair -> pair.length() > 1)
                .forEach(pair -> counts.merge("_" + pair, weight, Integer::sum));
    }

    static boolean isWord(String term) {
        return !term.startsWith("_");
    }

    /** Words of at least two characters, as they follow each other. */
    static List<String> words(String text) {
        return tokens(WORDS, text).stream().filter(word -> word.length() > 1).toList();
    }

    /** The places of a text that are inside a word of its own: 动 of 电动车. */
    static BitSet insideWords(String text) {
        BitSet inside = new BitSet();
        try (TokenStream stream = WORDS.tokenStream("text", text)) {
            OffsetAttribute word = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                inside.set(word.startOffset() + 1, Math.max(word.startOffset() + 1, word.endOffset()));
            }
            stream.end();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return inside;
    }

    /** One form of each character. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static List<String> tokens(Analyzer analyzer, String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return tokens;
    }
}
