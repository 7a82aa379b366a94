package org.ganxian.danger;

import com.github.houbb.opencc4j.support.data.impl.OpenccDatas;
import java.text.Normalizer;
import org.ganxian.danger.WordList.Span;

/**
 * A text as danger is looked for in it: one form of each character, simplified, without blanks and signs. What is left
 * of the signs is where a clause and where a sentence ends.
 */
final class PlainText {

    private static final String SENTENCE_ENDS = "。!?;\n\r\u2028\u2029";
    /** Letters that nobody sees; all others that hide are none. */
    private static final String FILLERS = "\u115F\u1160";

    private static final int LETTER = 280;
    /** Between clauses, so that no word is found across. */
    static final char CUT = '\n';
    /** What each character is when it is simplified. OpenCC's own conversion keeps words, too, which are 40 MB. */
    private static final char[] SIMPLE = simplified();

    private final String characters;
    private final int[] clauses;
    private final int[] sentences;

    PlainText(String text) {
        String one = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder(one.length());
        this.clauses = new int[one.length() + 1];
        this.sentences = new int[one.length() + 1];
        int clause = 0;
        int sentence = 0;
        for (int i = 0; i < one.length(); i++) {
            char c = one.charAt(i);
            boolean ends = SENTENCE_ENDS.indexOf(c) >= 0;
            if (ends || c == ',') {
                clause++;
                sentence += ends ? 1 : 0;
                c = CUT;
            } else if (Character.isLetterOrDigit(c) && FILLERS.indexOf(c) < 0) {
                c = SIMPLE[Character.toLowerCase(c)];
            } else {
                continue;
            }
            clauses[plain.length()] = clause;
            sentences[plain.length()] = sentence;
            plain.append(c);
        }
        this.characters = plain.toString();
    }

    /** A word of the list in the same form. */
    static String of(String word) {
        return new PlainText(word).characters.replace(String.valueOf(CUT), "");
    }

    private static char[] simplified() {
        char[] all = new char[Character.MAX_VALUE + 1];
        for (int c = 0; c < all.length; c++) {
            all[c] = (char) c;
        }
        OpenccDatas.tsChar().data().getDataMap().forEach((traditional, simple) -> {
            if (traditional.length() == 1 && !simple.isEmpty() && simple.get(0).length() == 1) {
                all[traditional.charAt(0)] = simple.get(0).charAt(0);
            }
        });
        return all;
    }

    /** Longer texts are letters: who sits down to one tells a story. */
    boolean isLetter() {
        return characters.length() > LETTER;
    }

    String characters() {
        return characters;
    }

    boolean inOneClause(int one, int other) {
        return clauses[one] == clauses[other];
    }

    boolean inOneSentence(int one, int other) {
        return sentences[one] == sentences[other];
    }

    /** A part with so many characters of its sentence on either side. */
    Span around(Span part, int characters) {
        int start = part.start();
        while (start > 0 && part.start() - start < characters && sentences[start - 1] == sentences[part.start()]) {
            start--;
        }
        int end = part.end();
        while (end < this.characters.length()
                && end - part.end() < characters
                && sentences[end] == sentences[part.end() - 1]) {
            end++;
        }
        return new Span(start, end);
    }

    /** What stands in its clause before a character. */
    String before(int at) {
        return characters.substring(characters.lastIndexOf(CUT, at - 1) + 1, at);
    }
}
