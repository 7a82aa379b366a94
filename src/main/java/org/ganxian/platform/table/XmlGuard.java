package org.ganxian.platform.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the XML of a workbook's parts. Which part plays which role is not believed: every part that a parser would
 * take for XML is held to all of them.
 */
final class XmlGuard {

    static final int FIRST_BYTES = 3;

    private static final int DEPTH = 100;
    private static final int NAMES = 2_000;
    /** No tag and no run of text is longer. */
    private static final int BYTES_BETWEEN_TAGS = 1 << 20;
    /** A cell holds 32,767 characters, each written with at most seven. */
    private static final int CELL_CHARACTERS = 7 * 32_767;

    private static final int ROW_CHARACTERS = 1_000_000;
    private static final int NUMBER_CHARACTERS = 40;
    private static final int SHARED_STRINGS = 500_000;
    /** Of all shared texts together, which the library holds in memory: 10,000 long reports. */
    private static final int SHARED_CHARACTERS = 20_000_000;

    private static final int COLUMNS = 1_000;
    private static final int ARRAY_FORMULAS = 100;
    /** Characters that the library copies to spell out shared formulas, which nobody reads. */
    private static final long FORMULA_WORK = 2_000_000_000L;

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})[1-9]\\d{0,6}");
    private static final Pattern ROW_NUMBER = Pattern.compile("[1-9]\\d{0,6}");
    private static final Pattern INDEX = Pattern.compile("\\s*\\d{1,9}\\s*");

    private static final XMLInputFactory PARSERS = parsers();

    private final Set<String> names = new HashSet<>();
    private int sharedStrings;
    private int sharedCharacters;
    private int highestIndex = -1;
    private int arrayFormulas;
    private long sharedFormulas;
    private long longestFormula;

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** UTF-8 with or without its mark. Other encodings are refused, since bytes are looked at here. */
    static boolean mayBeXml(byte[] first) {
        if (first.length < FIRST_BYTES) {
            return false;
        }
        int two = (first[0] & 0xFF) << 8 | first[1] & 0xFF;
        if (two == 0xFEFF || two == 0xFFFE || two == 0x003C || two == 0x3C00) {
            throw WorkbookGuard.broken();
        }
        return first[0] == '<' || Character.isWhitespace(first[0]) || isMark(first);
    }

    private static boolean isMark(byte[] first) {
        return (first[0] & 0xFF) == 0xEF && (first[1] & 0xFF) == 0xBB && (first[2] & 0xFF) == 0xBF;
    }

    /**
     * Checks one part, and tells what it says of the workbook's layout.
     *
     * @param part from its beginning
     */
    Layout.Part check(PushbackInputStream part) throws IOException, XMLStreamException {
        byte[] first = part.readNBytes(FIRST_BYTES);
        if (!isMark(first)) {
            part.unread(first);
        }
        // A reader of our own, because the parser complains on the console of bytes that are no text.
        Reader text = new InputStreamReader(new TagBounds(part), StandardCharsets.UTF_8.newDecoder());
        XMLStreamReader xml = PARSERS.createXMLStreamReader(text);
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw WorkbookGuard.broken();
        }
        Cells cells = new Cells();
        Layout.Part found = new Layout.Part();
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH) {
                        throw WorkbookGuard.tooMuch();
                    }
                    remember(xml);
                    cells.start(xml);
                    found.lookAt(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    cells.end(xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> cells.text(xml);
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> remember(xml.getPITarget());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw WorkbookGuard.broken();
                default -> {
                    // The end. Nothing else passes the bounds on tags.
                }
            }
        }
        return found;
    }

    private void remember(XMLStreamReader xml) {
        remember(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            remember(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            remember(String.valueOf(xml.getNamespacePrefix(i)));
            remember(String.valueOf(xml.getNamespaceURI(i)));
        }
    }

    /** From 1, by its letters. */
    static int column(String letters) {
        int column = 0;
        for (char c : letters.toCharArray()) {
            column = column * 26 + c - 'A' + 1;
        }
        return column;
    }

    /** Parsers keep every name they meet. */
    private void remember(String name) {
        if (names.add(name) && names.size() > NAMES) {
            throw WorkbookGuard.tooMuch();
        }
    }

    /** What only all parts together tell: an index beyond the table would make the library fill the table up. */
    void finish() {
        if (highestIndex >= sharedStrings) {
            throw WorkbookGuard.broken();
        }
    }

    /** Follows the cells of a sheet and the texts of the shared table. */
    private class Cells {

        /** The outermost open cell or shared text, null outside of any, and how often its name is open within it. */
        private @Nullable String outer;

        private int nested;
        private int characters;

        private int cellsInRow;
        private int charactersInRow;
        private String type = "";
        private boolean value;
        private boolean formula;
        private int inner;
        private final StringBuilder index = new StringBuilder();

        void start(XMLStreamReader xml) {
            String name = xml.getLocalName();
            switch (name) {
                case "row" -> require(ROW_NUMBER, xml.getAttributeValue(null, "r"));
                case "c" -> cell(xml);
                case "si" -> sharedString();
                case "v" -> {
                    value = true;
                    inner = 0;
                }
                case "f" -> formula(xml.getAttributeValue(null, "t"));
                default -> {
                    // Counted by the outer element.
                }
            }
            if (name.equals(outer)) {
                nested++;
            } else if (outer == null && (name.equals("c") || name.equals("si"))) {
                outer = name;
                characters = 0;
            }
        }

        private void sharedString() {
            if (++sharedStrings > SHARED_STRINGS) {
                throw WorkbookGuard.tooMuch();
            }
        }

        private void cell(XMLStreamReader xml) {
            String address = xml.getAttributeValue(null, "r");
            require(ADDRESS, address);
            if (++cellsInRow > COLUMNS || address != null && columnOf(address) > COLUMNS) {
                throw Refusal.field(TableFile.FIELD, "工作表的列数过多，最多 %d 列。请删除多余的列后再导入".formatted(COLUMNS));
            }
            type = String.valueOf(xml.getAttributeValue(null, "t"));
            index.setLength(0);
        }

        private static int columnOf(String address) {
            Matcher letters = ADDRESS.matcher(address);
            return letters.matches() ? column(letters.group(1)) : 0;
        }

        private void formula(String kind) {
            formula = "shared".equals(kind);
            sharedFormulas += formula ? 1 : 0;
            inner = 0;
            if ("array".equals(kind) && ++arrayFormulas > ARRAY_FORMULAS) {
                throw WorkbookGuard.tooMuch();
            }
        }

        void text(XMLStreamReader xml) {
            characters += xml.getTextLength();
            inner += xml.getTextLength();
            if ("si".equals(outer)) {
                sharedCharacters += xml.getTextLength();
            } else {
                charactersInRow += xml.getTextLength();
            }
            if (outer != null && characters > CELL_CHARACTERS
                    || charactersInRow > ROW_CHARACTERS
                    || sharedCharacters > SHARED_CHARACTERS) {
                throw WorkbookGuard.tooMuch();
            } else if (formula) {
                longestFormula = Math.max(longestFormula, inner);
                if (longestFormula * longestFormula * sharedFormulas > FORMULA_WORK) {
                    throw WorkbookGuard.tooMuch();
                }
            } else if (value && !"str".equals(type)) {
                if (inner > NUMBER_CHARACTERS) {
                    throw WorkbookGuard.broken();
                }
                index.append(xml.getText());
            }
        }

        void end(String name) {
            if (name.equals("row")) {
                cellsInRow = 0;
                charactersInRow = 0;
            } else if (name.equals("f")) {
                formula = false;
            } else if (name.equals("v")) {
                value = false;
                if ("s".equals(type) && !index.isEmpty()) {
                    require(INDEX, index);
                    highestIndex = Math.max(
                            highestIndex, Integer.parseInt(index.toString().strip()));
                    index.setLength(0);
                }
            } else if (name.equals(outer) && --nested < 0) {
                outer = null;
                nested = 0;
            }
        }

        private static void require(Pattern pattern, CharSequence text) {
            if (text != null && !pattern.matcher(text).matches()) {
                throw WorkbookGuard.broken();
            }
        }
    }

    /** Refuses what a parser would have to hold whole: long tags and texts; and comments and CDATA, which hide such. */
    private static class TagBounds extends FilterInputStream {

        private int sinceTag;
        private int previous;
        private boolean instruction;

        TagBounds(InputStream in) {
            super(in);
        }

        /** The parser closes what it has read; the archive's part is not its to close. */
        @Override
        public void close() {}

        private void look(int c) {
            if (instruction) {
                instruction = previous != '?' || c != '>';
            } else if (previous == '<') {
                if (c == '!') {
                    throw WorkbookGuard.broken();
                }
                instruction = c == '?';
            }
            sinceTag = c == '<' && !instruction ? 0 : sinceTag + 1;
            if (sinceTag > BYTES_BETWEEN_TAGS) {
                throw WorkbookGuard.tooMuch();
            }
            previous = c;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                look(one);
            }
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            for (int i = 0; i < read; i++) {
                look(bytes[offset + i]);
            }
            return read;
        }
    }
}
