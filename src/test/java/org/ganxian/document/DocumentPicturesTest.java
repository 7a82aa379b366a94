package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of all documents in target/pictures, for a person to look at; that no word leaves its margins is checked. */
class DocumentPicturesTest {

    private static final Path FOLDER = Path.of("target", "pictures");
    private static final int DOTS_PER_INCH = 100;
    private static final double MARGIN_INCHES = 24 / 25.4;

    private final DocumentRenderer renderer = Paper.renderer(new Typeface());

    static Stream<Arguments> documents() {
        return Stream.concat(
                Stream.of(DocumentKind.values()).map(kind -> Arguments.of(kind.name(), kind, Facts.of(kind))),
                Stream.of(
                        Arguments.of("REFUSAL", DocumentKind.DECISION, Facts.of(DocumentKind.DECISION, false)),
                        Arguments.of("LONG", DocumentKind.ACCEPTANCE, longOne())));
    }

    private static DocumentFacts longOne() {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        return Facts.with(facts, facts.applicant(), facts.reason(), Facts.many(30));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void wordsKeepWithinTheMargins(String name, DocumentKind kind, DocumentFacts facts) throws IOException {
        byte[] pdf = renderer.render(kind, kind.serial("漳", 2026, 17), facts, Facts.ISSUED);
        Files.createDirectories(FOLDER);
        for (int page = 0; page < Paper.pages(pdf); page++) {
            BufferedImage picture = Paper.picture(pdf, page, DOTS_PER_INCH);
            ImageIO.write(
                    picture,
                    "png",
                    FOLDER.resolve(name + "-" + (page + 1) + ".png").toFile());
            int margin = (int) (MARGIN_INCHES * DOTS_PER_INCH);
            assertThat(isWhite(picture, 0, margin)).as("left margin").isTrue();
            assertThat(isWhite(picture, picture.getWidth() - margin, picture.getWidth()))
                    .as("right margin")
                    .isTrue();
        }
    }

    private static boolean isWhite(BufferedImage picture, int from, int to) {
        for (int x = from; x < to; x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if ((picture.getRGB(x, y) & 0xFFFFFF) != 0xFFFFFF) {
                    return false;
                }
            }
        }
        return true;
    }
}
