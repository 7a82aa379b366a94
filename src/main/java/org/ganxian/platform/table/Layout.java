package org.ganxian.platform.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** What a workbook says beside its cells, which the library does not tell: merged areas by sheet. */
final class Layout {

    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6}):([A-Z]{1,3})([1-9]\\d{0,6})");
    private static final int MERGED_AREAS = 20_000;
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    /** A merged area, as far as it stands in one column. Columns from 0, rows from 1. */
    record Merged(int column, int first, int last) {}

    /** What one part of the archive says. */
    static final class Part {

        private final List<String> merged = new ArrayList<>();
        private final Map<String, String> targets = new HashMap<>();
        /** Cells with ISO dates, or the names of Strict Open XML. */
        private boolean unknownToTheLibrary;

        void lookAt(XMLStreamReader element) {
            switch (element.getLocalName()) {
                case "mergeCell" -> {
                    merged.add(String.valueOf(element.getAttributeValue(null, "ref")));
                    if (merged.size() > MERGED_AREAS) {
                        throw WorkbookGuard.tooMuch();
                    }
                }
                case "Relationship" ->
                    targets.put(
                            String.valueOf(element.getAttributeValue(null, "Id")),
                            String.valueOf(element.getAttributeValue(null, "Target")));
                case "c" -> unknownToTheLibrary |= "d".equals(element.getAttributeValue(null, "t"));
                default -> {
                    // Says nothing of the layout.
                }
            }
            unknownToTheLibrary |= String.valueOf(element.getNamespaceURI()).startsWith(PlainCopy.STRICT);
        }
    }

    private final Map<String, List<String>> merged = new HashMap<>();
    private final Map<String, String> parts = new HashMap<>();
    private boolean unknownToTheLibrary;

    void add(String name, Part part) {
        String plain = name.toLowerCase(Locale.ROOT);
        merged.put(plain, part.merged);
        unknownToTheLibrary |= part.unknownToTheLibrary;
        if (plain.equals(RELATIONS)) {
            part.targets.forEach(
                    (id, target) -> parts.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target));
        }
    }

    boolean isUnknownToTheLibrary() {
        return unknownToTheLibrary;
    }

    /** @param sheet its id among the workbook's relations */
    List<Merged> mergedIn(String sheet) {
        String part = parts.getOrDefault(sheet, "").toLowerCase(Locale.ROOT);
        return merged.getOrDefault(part, List.of()).stream()
                .map(AREA::matcher)
                .filter(Matcher::matches)
                .map(m -> new Merged(
                        XmlGuard.column(m.group(1)) - 1, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(4))))
                .filter(area -> area.last() > area.first())
                .toList();
    }
}
