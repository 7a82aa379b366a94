package org.ganxian.mediation.papers;

import java.util.ArrayList;
import java.util.List;

/**
 * What a paper says, zh-CN, without its number and day. Texts are printed as they are, never as markup.
 *
 * @param office whose paper it is, and who seals it
 * @param sealed whether it ends with the committee's seal and day
 */
record Sheet(String title, String office, List<Part> parts, boolean sealed) {

    enum Shape {
        /** A row of a table: those that follow each other are one table. */
        ROW,
        TEXT,
        /** A line to be filled in by hand. */
        HAND
    }

    /** @param label empty for a text without one */
    record Part(Shape shape, String label, String text) {}

    static Writing of(PaperKind kind, Casebook book) {
        return new Writing(kind.title(), book.committee());
    }

    /** Writes one part after the other. */
    static final class Writing {

        private final String title;
        private final String office;
        private final List<Part> parts = new ArrayList<>();

        private Writing(String title, String office) {
            this.title = title;
            this.office = office;
        }

        Writing row(String label, String text) {
            parts.add(new Part(Shape.ROW, label, text));
            return this;
        }

        /** Line breaks part paragraphs. */
        Writing text(String text) {
            parts.add(new Part(Shape.TEXT, "", text));
            return this;
        }

        Writing hand(String label) {
            parts.add(new Part(Shape.HAND, label, ""));
            return this;
        }

        Sheet sealed() {
            return new Sheet(title, office, List.copyOf(parts), true);
        }

        Sheet signed() {
            return new Sheet(title, office, List.copyOf(parts), false);
        }
    }
}
