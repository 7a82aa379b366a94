package org.ganxian.exchange.open311;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ganxian.exchange.open311.Answer.Items;
import org.jspecify.annotations.Nullable;

/**
 * How answers are written: XML without attributes and namespaces, and JSON by the Spark convention, in which a list has no
 * name for its items. Both are made of one {@link Answer}, so that they say the same.
 */
enum Format {
    XML("text/xml; charset=utf-8") {
        @Override
        byte[] written(Answer answer) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
                xml.writeStartDocument("UTF-8", "1.0");
                element(xml, answer.root(), answer.body());
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
            return bytes.toByteArray();
        }
    },
    JSON("application/json; charset=utf-8") {
        @Override
        byte[] written(Answer answer) throws IOException {
            return MAPPER.writeValueAsBytes(spark(answer.body()));
        }
    };

    /** The one of the JDK, whatever else lies on the path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** Of its own: an empty value is said, however the application writes its other JSON. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** XML 1.0 has no way to write these. */
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final char DOT = '.';

    private final String type;

    Format(String type) {
        this.type = type;
    }

    /** By the end of the path; empty for one that is neither. */
    static Optional<Format> ofEnd(String path) {
        return path.endsWith(".xml") ? Optional.of(XML) : path.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
    }

    /** In which even an error is told: XML is the format that a client must know. */
    static Format of(String path) {
        return ofEnd(path).orElse(XML);
    }

    static String withoutEnd(String path) {
        return path.substring(0, path.lastIndexOf(DOT));
    }

    abstract byte[] written(Answer answer) throws IOException;

    void write(Answer answer, HttpServletResponse response) throws IOException {
        byte[] bytes = written(answer);
        response.setStatus(answer.status());
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable Object value) throws XMLStreamException {
        xml.writeStartElement(name);
        if (value instanceof Items items) {
            for (Object one : items.all()) {
                element(xml, items.name(), one);
            }
        } else if (value instanceof Map<?, ?> fields) {
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                element(xml, String.valueOf(field.getKey()), field.getValue());
            }
        } else if (value != null) {
            xml.writeCharacters(NOT_IN_XML.matcher(value.toString()).replaceAll(""));
        }
        xml.writeEndElement();
    }

    private static @Nullable Object spark(@Nullable Object value) {
        if (value instanceof Items items) {
            return items.all().stream().map(Format::spark).toList();
        } else if (value instanceof Map<?, ?> fields) {
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            fields.forEach((name, one) -> written.put(String.valueOf(name), spark(one)));
            return written;
        }
        return value;
    }
}
