package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.papers.Papers;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Every paper of a case, issued, looked through by veraPDF and drawn for a person to look at ({@code target/pictures/mediation}). */
abstract class IssuedPapers {

    /** For a person to look at. */
    private static final Path PICTURES = Path.of("target", "pictures", "mediation");

    @Autowired
    Story story;

    @Autowired
    Disputes disputes;

    @Autowired
    Papers papers;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeAll
    static void chooseTheValidator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @BeforeEach
    void itIsAWorkingMorning() {
        story.isAWorkingMorning();
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    List<Papers.Line> lines(Demand demand) {
        return story.as("mediation-secretary", () -> papers.of(demand.number()));
    }

    /** The text of every paper that there can be, by its kind and what it is about. */
    Map<String, String> issueAll(Demand demand) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Papers.Line line : lines(demand)) {
            String key = line.kind() + line.about();
            Long id = story.as("mediation-secretary", () -> papers.issue(demand.number(), line.kind(), line.about()));
            Papers.PaperFile file = story.as("mediation-secretary", () -> papers.read(demand.number(), id));
            assertThat(faults(file.content())).as(key).isEmpty();
            assertThat(DigestUtils.sha256Hex(file.content()))
                    .as("the hash that is kept of " + key)
                    .isEqualTo(
                            jdbc.queryForObject("select sha256 from mediation_paper where id = ?", String.class, id));
            draw(key, file.content());
            texts.put(key, text(file.content()));
        }
        return texts;
    }

    static List<String> faults(byte[] pdf) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_A);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
                    .map(a -> a.getRuleId().getClause() + " " + a.getMessage())
                    .toList();
        }
    }

    /** Without spaces and line breaks. */
    static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s　]", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void draw(String name, byte[] pdf) throws IOException {
        Files.createDirectories(PICTURES);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page, 60);
                ImageIO.write(
                        picture,
                        "png",
                        PICTURES.resolve(name + "-" + (page + 1) + ".png").toFile());
            }
        }
    }
}
