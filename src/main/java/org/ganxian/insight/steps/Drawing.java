package org.ganxian.insight.steps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagram as a page draws it, in the units of the model, which are pixels.
 *
 * @param x of its upper left corner, with some room
 */
record Drawing(int x, int y, int width, int height, List<Shape> shapes, List<Line> lines) {

    private static final int BELOW_NAME = 16;

    /** As it is drawn. */
    enum Form {
        BOX,
        CIRCLE,
        DIAMOND,
        FRAME
    }

    /**
     * @param id of the step
     * @param labels its name, line by line, with where each begins; empty for none
     * @param step how cases wait there; null when none has
     */
    record Shape(
            String id,
            Form form,
            int x,
            int y,
            int width,
            int height,
            List<Label> labels,
            StepRank.@Nullable Row step) {

        public int middleX() {
            return x + width / 2;
        }

        public int middleY() {
            return y + height / 2;
        }

        /** Below its name, and above timers on its lower border. */
        public int countsY() {
            return labels.isEmpty() ? middleY() : labels.get(labels.size() - 1).y() + BELOW_NAME;
        }

        /** Of a diamond, as SVG wants them. */
        public String corners() {
            return middleX() + "," + y + " " + (x + width) + "," + middleY() + " " + middleX() + "," + (y + height)
                    + " " + x + "," + middleY();
        }
    }

    /** @param x of its middle */
    record Label(int x, int y, String text) {}

    /** @param points as SVG wants them */
    record Line(String points, List<Label> labels) {}
}
