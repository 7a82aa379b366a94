package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ganxian.document.pdf.Typeface;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of all documents in target/pictures, for a person to look at. */
class DocumentPicturesTest {

    private static final Path FOLDER = Path.of("target", "pictures");
    private static final int DOTS_PER_INCH = 100;
    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private final DocumentRenderer renderer = Paper.renderer(new Typeface());

    static Stream<Arguments> documents() {
        return Stream.of(
                        Stream.of(DocumentKind.values()).map(kind -> Arguments.of(kind.name(), kind, Facts.of(kind))),
                        Stream.of(DocumentKind.values())
                                .map(kind -> Arguments.of("OVERLONG-" + kind, kind, Facts.overlong())),
                        Stream.of(
                                Arguments.of("REFUSAL", DocumentKind.DECISION, Facts.of(DocumentKind.DECISION, false)),
                                Arguments.of("LONG", DocumentKind.ACCEPTANCE, longOne()),
                                Arguments.of("LONG-DELIVERY", DocumentKind.DELIVERY, longReceipt()),
                                Arguments.of("SERVICE", DocumentKind.ON_THE_SPOT, identified())))
                .flatMap(cases -> cases);
    }

    private static DocumentFacts longOne() {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        return Facts.with(facts, facts.applicant(), facts.reason(), Facts.many(30));
    }

    private static DocumentFacts longReceipt() {
        return Facts.of(DocumentKind.DELIVERY).toBuilder()
                .materials(Facts.many(18))
                .build();
    }

    private static DocumentFacts identified() {
        return Facts.ofAService(DocumentKind.ON_THE_SPOT).toBuilder()
                .applicant("林某某")
                .identity("110*************2X")
                .contact("联系地址：漳州市芗城区巷口路 1 号　　联系电话：0596-0000000")
                .build();
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
        }
        // What reached beyond would be cut off, so that a picture cannot show it.
        double[] reach = Paper.reach(pdf);
        assertThat(reach[0]).isGreaterThan(28 * POINTS_PER_MILLIMETRE - 1);
        assertThat(reach[1]).isLessThan((210 - 26) * POINTS_PER_MILLIMETRE + 1);
    }
}
