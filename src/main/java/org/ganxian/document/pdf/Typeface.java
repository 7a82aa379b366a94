package org.ganxian.document.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;
import org.springframework.stereotype.Component;

/**
 * The font of all documents, read once and shared by them. Given back when memory runs short, as it is read again in a
 * fraction of a second.
 */
@Component
public class Typeface {

    static final String FAMILY = "Ganxian Serif SC";

    /** What Chinese printers set for a character that they lack. */
    static final String STAND_IN = "〓";

    private static final String FILE = "/fonts/GanxianSerifSC-Regular.ttf";

    private SoftReference<TrueTypeFont> font = new SoftReference<>(null);

    synchronized TrueTypeFont font() {
        TrueTypeFont known = font.get();
        if (known == null) {
            known = read();
            font = new SoftReference<>(known);
        }
        return known;
    }

    private static TrueTypeFont read() {
        try (InputStream file = Typeface.class.getResourceAsStream(FILE)) {
            return new TTFParser().parse(new RandomAccessReadBuffer(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text with a visible stand-in for each character that the font lacks, and without what is not to be seen:
     * control characters, marks of direction, selectors of variants.
     *
     * @param missing takes the code points that were replaced
     */
    @Contract("!null, _ -> !null")
    @Nullable
    public String printable(@Nullable String text, Set<Integer> missing) {
        if (text == null) {
            return null;
        }
        CmapLookup characters = characters();
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().filter(c -> c == '\n' || c == '\t' || !isInvisible(c)).forEach(c -> {
            if (c == '\n') {
                printable.append('\n');
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                printable.appendCodePoint(characters.getGlyphId(c) == 0 ? ' ' : c);
            } else if (characters.getGlyphId(c) == 0) {
                missing.add(c);
                printable.append(STAND_IN);
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    private CmapLookup characters() {
        try {
            return font().getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInvisible(int c) {
        boolean variantSelector = c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
        return variantSelector || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
