package org.ganxian.document.pdf;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import javax.xml.transform.TransformerException;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.xmpbox.XMPMetadata;
import org.apache.xmpbox.schema.AdobePDFSchema;
import org.apache.xmpbox.schema.DublinCoreSchema;
import org.apache.xmpbox.schema.PDFAIdentificationSchema;
import org.apache.xmpbox.schema.XMPBasicSchema;
import org.apache.xmpbox.type.BadFieldValueException;
import org.apache.xmpbox.xml.XmpSerializer;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** Sets XHTML as PDF/A-2a: tagged, all fonts inside, nothing loaded from anywhere. The same input gives the same bytes. */
@Component
public class PdfWriter {

    private static final String PRODUCER = "Ganxian";
    private static final PdfAConformance CONFORMANCE = PdfAConformance.PDFA_2_A;

    private final Typeface typeface;
    private final byte[] sRgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    public PdfWriter(Typeface typeface) {
        this.typeface = typeface;
        XRLog.setLoggerImpl(new QuietLog());
        FontMappers.set(new NoSystemFonts(typeface));
    }

    /**
     * @param xhtml well-formed, its language on the root element
     * @param author who issues it
     * @param at when it was made
     */
    public byte[] write(String xhtml, String title, String author, Instant at) {
        try (PDDocument pdf = new PDDocument()) {
            // Otherwise the file's id comes from the time of day.
            pdf.setDocumentId(ByteBuffer.wrap(
                            HexFormat.of().parseHex(DigestUtils.sha256Hex(xhtml.getBytes(StandardCharsets.UTF_8))))
                    .getLong());
            PDType0Font font = PDType0Font.load(pdf, typeface.font(), true);
            try (PdfBoxRenderer renderer = new PdfRendererBuilder()
                    .usePDDocument(pdf)
                    .useFont(new PDFontSupplier(font), Typeface.FAMILY)
                    .usePdfAConformance(CONFORMANCE)
                    .useColorProfile(sRgb)
                    .useExternalResourceAccessControl(
                            PdfWriter::isInside, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .withHtmlContent(xhtml, null)
                    .buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
                describe(pdf, title, author, at);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                pdf.save(bytes);
                return bytes.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for pictures that the page holds itself; nothing else is loaded. */
    private static boolean isInside(String address, ExternalResourceType type) {
        return type == ExternalResourceType.IMAGE_RASTER && address.startsWith(QrCode.PNG);
    }

    /** Both descriptions of a PDF/A, which must agree. The renderer's own hold the time of day. */
    private static void describe(PDDocument pdf, String title, String author, Instant at) throws IOException {
        Calendar time = GregorianCalendar.from(at.atZone(PeopleTime.ZONE));
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setAuthor(author);
        information.setProducer(PRODUCER);
        information.setCreationDate(time);
        information.setModificationDate(time);
        pdf.setDocumentInformation(information);

        XMPMetadata metadata = XMPMetadata.createXMPMetadata();
        try {
            PDFAIdentificationSchema conformance = metadata.createAndAddPDFAIdentificationSchema();
            conformance.setPart(CONFORMANCE.getPart());
            conformance.setConformance(CONFORMANCE.getConformanceValue());
            DublinCoreSchema description = metadata.createAndAddDublinCoreSchema();
            description.setFormat("application/pdf");
            description.setTitle(title);
            description.addCreator(author);
            description.addLanguage(pdf.getDocumentCatalog().getLanguage());
            AdobePDFSchema producer = metadata.createAndAddAdobePDFSchema();
            producer.setProducer(PRODUCER);
            XMPBasicSchema times = metadata.createAndAddXMPBasicSchema();
            times.setCreateDate(time);
            times.setModifyDate(time);
            ByteArrayOutputStream xmp = new ByteArrayOutputStream();
            new XmpSerializer().serialize(metadata, xmp, true);
            PDMetadata stream = new PDMetadata(pdf);
            stream.importXMPMetadata(xmp.toByteArray());
            pdf.getDocumentCatalog().setMetadata(stream);
        } catch (BadFieldValueException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
