package org.ganxian.exchange.open311;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.platform.privacy.Masks;
import org.springframework.stereotype.Component;

/** What partners are told, in words for people: Open311 has no fields for it. */
@Component
@RequiredArgsConstructor
class Words {

    /** Of these a client learns; that a case was filed away tells it nothing new. */
    static final Set<MessageType> TOLD =
            EnumSet.of(MessageType.ACCEPTED, MessageType.PROGRESS, MessageType.RESULT, MessageType.NOT_ACCEPTED);

    static final Set<MessageType> ENDS = EnumSet.of(MessageType.RESULT, MessageType.NOT_ACCEPTED);

    /** And the report itself. */
    static final Set<MessageType> READ = with(TOLD, MessageType.CREATE);

    private static final String TEXT = "text";

    private final ObjectMapper json;

    private static Set<MessageType> with(Set<MessageType> some, MessageType more) {
        Set<MessageType> all = EnumSet.copyOf(some);
        all.add(more);
        return all;
    }

    /**
     * zh-CN, without numbers of people; what is kept no longer says only what it was.
     *
     * @param own whether whoever reads has sent the report; others learn no more than that it goes on
     */
    String of(StoredEnvelope message, boolean own) {
        JsonNode body = own || message.type() == MessageType.PROGRESS ? body(message) : json.createObjectNode();
        String words = switch (message.type()) {
            case ACCEPTED -> "已受理" + after("，由", body.path("unit").asText("")) + after("，查询编号 ", caseNumber(body));
            case PROGRESS -> body.path("status").asText("办理中");
            case NOT_ACCEPTED -> "不予受理" + after("：", body.path("reason").asText(""));
            default ->
                "已办结" + after("（", body.path("outcome").asText("")) + (body.has("outcome") ? "）" : "")
                        + after("：", Masks.inText(body.path(TEXT).asText("")));
        };
        return words.strip();
    }

    private static String caseNumber(JsonNode body) {
        return body.path("caseNumber").asText("");
    }

    private static String after(String before, String what) {
        return what.isEmpty() || "null".equals(what) ? "" : before + what;
    }

    private JsonNode body(StoredEnvelope message) {
        try {
            return json.readTree(message.body() == null ? "{}" : message.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
