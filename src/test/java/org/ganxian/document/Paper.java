package org.ganxian.document;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.Typeface;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Documents read back from their bytes, and a renderer without the rest of the application. */
final class Paper {

    private Paper() {}

    static DocumentRenderer renderer(Typeface typeface) {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        SpringTemplateEngine templates = new SpringTemplateEngine();
        templates.setTemplateResolver(files);
        return new DocumentRenderer(templates, typeface, new PdfWriter(typeface), Paper::shipped);
    }

    private static final Map<DocumentTexts.Key, String> SHIPPED = DocumentTexts.shipped();

    /** As a fresh installation says it. */
    static String shipped(Wording wording, Variant variant, LocalDate day) {
        return SHIPPED.get(new DocumentTexts.Key(wording, variant));
    }

    /** Of each page how many lines of words there are, from the number of the application to the office; no foot. */
    static List<Integer> heights(byte[] pdf) {
        return read(pdf, document -> {
            List<Integer> heights = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                heights.add((int) stripper.getText(document)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .filter(line -> !line.matches("第 \\d+ 页.*|扫码.*|.*（印章）|\\d+年\\d+月\\d+日|特此.{2}。"))
                        .count());
            }
            return heights;
        });
    }

    /** All words, without spaces and line breaks. */
    static String words(byte[] pdf) {
        return text(pdf).replaceAll("[\\s　]", "");
    }

    static String text(byte[] pdf) {
        return read(pdf, document -> new PDFTextStripper().getText(document));
    }

    /** All words line by line as they stand on the page, without spaces and line breaks. */
    static String lines(byte[] pdf) {
        return read(pdf, document -> {
                    PDFTextStripper stripper = new PDFTextStripper();
                    stripper.setSortByPosition(true);
                    return stripper.getText(document);
                })
                .replaceAll("[\\s　]", "");
    }

    /** Where the leftmost letter of all pages begins and the rightmost ends, in points. */
    static double[] reach(byte[] pdf) {
        double[] reach = {Double.MAX_VALUE, 0};
        read(
                pdf,
                document -> new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition letter) {
                        reach[0] = Math.min(reach[0], letter.getX());
                        reach[1] = Math.max(reach[1], letter.getX() + letter.getWidth());
                    }
                }.getText(document));
        return reach;
    }

    static int pages(byte[] pdf) {
        return read(pdf, PDDocument::getNumberOfPages);
    }

    static BufferedImage picture(byte[] pdf, int page, int dotsPerInch) {
        return read(pdf, document -> new PDFRenderer(document).renderImageWithDPI(page, dotsPerInch));
    }

    /** What the code on a page says. */
    static String code(BufferedImage page) throws NotFoundException {
        int[] dots = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(
                                new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), dots))),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    interface Reading<T> {
        T of(PDDocument document) throws IOException;
    }

    static <T> T read(byte[] pdf, Reading<T> reading) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return reading.of(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
