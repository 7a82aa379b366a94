package org.ganxian.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.ganxian.document.pdf.Typeface;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** The documents are files for the archive: PDF/A-2a, the same bytes each time. */
class PdfATest {

    private final DocumentRenderer renderer = Paper.renderer(new Typeface());

    @BeforeAll
    static void chooseTheValidator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private byte[] render(DocumentKind kind, DocumentFacts facts) {
        return renderer.render(kind, kind.serial("漳", 2026, 17), facts, Facts.ISSUED);
    }

    private static List<String> faults(byte[] pdf) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_A);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false)) {
            ValidationResult result = validator.validate(parser);
            return result.getTestAssertions().stream()
                    .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
                    .map(a -> a.getRuleId().getClause() + " " + a.getMessage())
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDocumentIsPdfA2a(DocumentKind kind) throws Exception {
        assertThat(faults(render(kind, Facts.of(kind)))).isEmpty();
    }

    @Test
    void severalPagesAndAStandInArePdfA2aToo() throws Exception {
        DocumentFacts facts = Facts.of(DocumentKind.ACCEPTANCE);
        assertThat(faults(render(DocumentKind.ACCEPTANCE, Facts.with(facts, "林😀𠅤", facts.reason(), Facts.many(60)))))
                .isEmpty();
    }

    @Test
    void validatorFindsAFaultWhereThereIsOne() throws Exception {
        byte[] spoilt = Paper.read(render(DocumentKind.DELIVERY, Facts.of(DocumentKind.DELIVERY)), document -> {
            document.getDocumentCatalog().setOutputIntents(List.of());
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.LANG);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        });
        assertThat(faults(spoilt)).isNotEmpty();
    }

    @Test
    void fileNamesItsTitleLanguageOfficeAndTimeAndHoldsItsFonts() {
        byte[] pdf = render(DocumentKind.ACCEPTANCE, Facts.of(DocumentKind.ACCEPTANCE));
        Paper.read(pdf, document -> {
            PDDocumentInformation information = document.getDocumentInformation();
            assertThat(information.getTitle()).isEqualTo("受理通知书");
            assertThat(information.getAuthor()).isEqualTo("漳州市芗城区卫生健康局");
            assertThat(information.getCreationDate())
                    .extracting(Calendar::toInstant)
                    .isEqualTo(Facts.ISSUED);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            List<PDFont> fonts = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    fonts.add(page.getResources().getFont(name));
                }
            }
            assertThat(fonts).isNotEmpty().allSatisfy(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).endsWith("+GanxianSerifSC-Regular");
            });
            return null;
        });
        assertThat(pdf.length).isLessThan(200_000);
    }

    @Test
    void sameFactsGiveTheSameBytesWhateverWasSetBetweenOrBesides() {
        Map<DocumentKind, byte[]> first = new ConcurrentHashMap<>();
        for (DocumentKind kind : DocumentKind.values()) {
            first.put(kind, render(kind, Facts.of(kind)));
        }
        DocumentRenderer another = Paper.renderer(new Typeface());
        first.forEach((kind, bytes) -> assertThat(
                        another.render(kind, kind.serial("漳", 2026, 17), Facts.of(kind), Facts.ISSUED))
                .isEqualTo(bytes));
        List<DocumentKind> differing = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> DocumentKind.values()[i % DocumentKind.values().length])
                .map(kind -> Arrays.equals(render(kind, Facts.of(kind)), first.get(kind)) ? null : kind)
                .filter(Objects::nonNull)
                .toList();
        assertThat(differing).isEmpty();
    }

    @Test
    void anotherNumberTimeOrNameGivesOtherBytesAndAnotherFileId() {
        DocumentFacts facts = Facts.of(DocumentKind.TERMINATION);
        DocumentKind kind = DocumentKind.TERMINATION;
        List<byte[]> files = List.of(
                renderer.render(kind, "漳终〔2026〕1号", facts, Facts.ISSUED),
                renderer.render(kind, "漳终〔2026〕2号", facts, Facts.ISSUED),
                renderer.render(kind, "漳终〔2026〕1号", facts, Facts.ISSUED.plusSeconds(1)),
                renderer.render(kind, "漳终〔2026〕1号", Facts.with(facts, "林某", facts.reason(), List.of()), Facts.ISSUED));
        assertThat(files.stream()
                        .map(pdf -> Paper.read(
                                pdf,
                                document ->
                                        document.getDocument().getDocumentID().toString()))
                        .distinct())
                .hasSize(4);
    }
}
