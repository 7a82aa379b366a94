package org.ganxian.platform.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.EndElement;
import javax.xml.stream.events.Namespace;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A workbook as the library understands it: the names of Strict Open XML as the usual ones, and ISO dates (cells of type
 * {@code d}) as the texts that they are.
 */
final class PlainCopy {

    static final String STRICT = "http://purl.oclc.org/ooxml/";
    private static final String SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/";

    private static final XMLInputFactory READERS = XMLInputFactory.newDefaultFactory();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    static {
        READERS.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    }

    private final XMLEventFactory events = XMLEventFactory.newDefaultFactory();
    private boolean date;

    private PlainCopy() {}

    /**
     * Writes one.
     *
     * @param file that its {@link WorkbookGuard} has let pass
     * @return a file to be deleted by the caller
     */
    static Path of(Path file) throws IOException {
        Path copy = Files.createTempFile("ganxian-plain", null);
        try (ZipFile zip = ZipFile.builder().setPath(file).get();
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                out.putNextEntry(new ZipEntry(part.getName()));
                try (PushbackInputStream in = new PushbackInputStream(zip.getInputStream(part), XmlGuard.FIRST_BYTES)) {
                    byte[] first = in.readNBytes(XmlGuard.FIRST_BYTES);
                    in.unread(first);
                    if (XmlGuard.mayBeXml(first)) {
                        new PlainCopy().write(in, out);
                    } else {
                        in.transferTo(out);
                    }
                }
                out.closeEntry();
            }
            return copy;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw WorkbookGuard.broken();
        }
    }

    private void write(InputStream in, OutputStream out) throws XMLStreamException {
        XMLEventReader reader = READERS.createXMLEventReader(in, "UTF-8");
        XMLEventWriter writer = WRITERS.createXMLEventWriter(out, "UTF-8");
        while (reader.hasNext()) {
            XMLEvent event = reader.nextEvent();
            if (event.isStartElement()) {
                start(event.asStartElement(), writer);
            } else if (event.isEndElement()) {
                end(event.asEndElement(), writer);
            } else if (!event.isStartDocument() && !event.isProcessingInstruction()) {
                writer.add(event);
            }
        }
        writer.flush();
    }

    private void start(StartElement element, XMLEventWriter writer) throws XMLStreamException {
        String local = element.getName().getLocalPart();
        if (local.equals("c")) {
            Attribute type = element.getAttributeByName(new QName("t"));
            date = type != null && type.getValue().equals("d");
        }
        List<Attribute> attributes = new ArrayList<>();
        element.getAttributes().forEachRemaining(a -> attributes.add(plain(a, local)));
        List<Namespace> namespaces = new ArrayList<>();
        element.getNamespaces()
                .forEachRemaining(
                        n -> namespaces.add(events.createNamespace(n.getPrefix(), plain(n.getNamespaceURI()))));
        boolean value = date && local.equals("v");
        QName name = plain(element.getName(), value ? "is" : local);
        writer.add(events.createStartElement(
                name.getPrefix(),
                name.getNamespaceURI(),
                name.getLocalPart(),
                attributes.iterator(),
                namespaces.iterator()));
        if (value) {
            QName text = plain(element.getName(), "t");
            writer.add(events.createStartElement(text.getPrefix(), text.getNamespaceURI(), text.getLocalPart()));
        }
    }

    private void end(EndElement element, XMLEventWriter writer) throws XMLStreamException {
        String local = element.getName().getLocalPart();
        if (date && local.equals("v")) {
            end(plain(element.getName(), "t"), writer);
            end(plain(element.getName(), "is"), writer);
        } else {
            end(plain(element.getName(), local), writer);
        }
    }

    private void end(QName name, XMLEventWriter writer) throws XMLStreamException {
        writer.add(events.createEndElement(name.getPrefix(), name.getNamespaceURI(), name.getLocalPart()));
    }

    private Attribute plain(Attribute attribute, String element) {
        boolean ofADate = date && element.equals("c") && attribute.getName().equals(new QName("t"));
        QName name = attribute.getName();
        return name.getNamespaceURI().isEmpty()
                ? events.createAttribute(name, ofADate ? "inlineStr" : plain(attribute.getValue()))
                : events.createAttribute(
                        name.getPrefix(), plain(name.getNamespaceURI()), name.getLocalPart(), attribute.getValue());
    }

    private static QName plain(QName name, String local) {
        return new QName(plain(name.getNamespaceURI()), local, name.getPrefix());
    }

    /** Names of namespaces, and of relations in the values of attributes. */
    private static String plain(String uri) {
        if (!uri.startsWith(STRICT)) {
            return uri;
        }
        String rest = uri.substring(STRICT.length());
        return rest.equals("spreadsheetml/main") ? SPREADSHEET : OFFICE + rest.replaceFirst("^officeDocument/", "");
    }
}
