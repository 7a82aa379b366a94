package org.ganxian.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.UnreadableJson;
import org.springframework.stereotype.Component;

/** Reads a file of service items, <code>{"items": [...]}</code>: what is wrong in one of them does not hide the others. */
@Component
class ServiceFile {

    static final int LARGEST = 1024 * 1024;

    private static final int MOST_ITEMS = 2000;
    private static final String SHAPE = "文件应为 JSON 对象：{\"items\": [ … ]}，每个事项一个对象";

    /**
     * An item of the file.
     *
     * @param line on which it begins, from 1
     * @param draft null in every field that could not be read
     * @param unreadable why, by field
     */
    record Row(int line, ServiceDraft draft, Map<String, String> unreadable) {}

    private final ObjectReader reader;

    ServiceFile(ObjectMapper json) {
        // Item by item out of one stream, so that each one's line is known.
        this.reader = json.reader()
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * The file as text.
     *
     * @throws Refusal 413 for more than {@link #LARGEST} bytes, 400 for another encoding than UTF-8
     */
    static String text(byte[] content) {
        if (content.length > LARGEST) {
            throw Refusal.tooLarge("文件过大，事项文件不超过 1 MB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.field("file", "文件不是 UTF-8 编码，请另存为 UTF-8 编码的 JSON");
        }
    }

    /** @throws Refusal 400 for what is no such file as a whole */
    List<Row> read(String text) {
        if (text.isBlank()) {
            throw Refusal.field("file", "文件是空的");
        }
        try (JsonParser parser = reader.createParser(text)) {
            List<Row> rows = rows(parser);
            if (parser.nextToken() != null) {
                throw Refusal.field("file", "JSON 结束之后还有多余的内容");
            }
            return rows;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw Refusal.field("file", UnreadableJson.explain(e).getMessage());
        }
    }

    private List<Row> rows(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.field("file", SHAPE);
        }
        List<Row> rows = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (!parser.currentName().equals("items") || parser.nextToken() != JsonToken.START_ARRAY) {
                throw Refusal.field("file", SHAPE);
            }
            rows = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (rows.size() == MOST_ITEMS) {
                    throw Refusal.field("file", "一个文件最多 " + MOST_ITEMS + " 个事项");
                }
                int line = parser.currentTokenLocation().getLineNr();
                rows.add(FileItem.read(line, reader.<JsonNode>readTree(parser)));
            }
        }
        if (rows == null || rows.isEmpty()) {
            throw Refusal.field("file", rows == null ? SHAPE : "文件里没有事项");
        }
        return rows;
    }
}
