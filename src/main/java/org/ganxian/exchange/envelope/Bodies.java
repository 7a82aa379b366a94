package org.ganxian.exchange.envelope;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import lombok.With;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What envelopes hold, by type of message. */
@Component
@RequiredArgsConstructor
public class Bodies {

    private static final int TITLE = 120;
    private static final int TEXT = 5_000;
    /** As long as a line of the timeline can be, with who said it. */
    private static final int NOTE = 1_800;

    private static final int WORD = 60;
    /** With an e-mail address beside it. */
    private static final int PHONE = 80;

    private static final int REASON = 400;
    private static final int CODE = 24;
    private static final int MOST_FILES = 9;
    private static final int LEAST_URGENT = 4;
    private static final int MOST_OF_A_STATEMENT = 20_000;

    private final ObjectMapper json;
    private final EnvelopeReader reader;

    /**
     * An order.
     *
     * @param kind 咨询, 求助, 投诉, 举报, 建议 or 纠纷; may be missing
     * @param category as they name it; may be missing
     * @param urgency 1 (紧急) to 4; null is 3
     * @param dueAt theirs, with offset; may be missing
     * @param reported code of the unit that a secret report is about: nobody of it learns of the case; may be missing
     * @param attachments at most nine; may be missing
     * @param first who got the call first: HERE or THERE; null is THERE
     */
    public record Order(
            @Nullable String kind,
            @Nullable String category,
            @With @Nullable String title,
            @With @Nullable String text,
            @With @Nullable Place place,
            @Nullable Integer urgency,
            @With @Nullable Person caller,
            @Nullable String dueAt,
            @Nullable String first,
            @Nullable String reported,
            @Nullable List<File> attachments) {

        /** What of it is said to be a danger, whatever the words. */
        @JsonIgnore
        public boolean isUrgent() {
            return urgency != null && urgency == 1;
        }

        @JsonIgnore
        public boolean isSecret() {
            return caller != null && Boolean.TRUE.equals(caller.secret());
        }

        @JsonIgnore
        public boolean isFirstHere() {
            return "HERE".equals(first);
        }
    }

    /**
     * @param unit code of a community, street, district or city
     * @param datum WGS84 or CGCS2000; positions in any other are not used, as they are hundreds of metres off
     */
    public record Place(
            @Nullable String unit,
            @With @Nullable String address,
            @Nullable BigDecimal lng,
            @Nullable BigDecimal lat,
            @Nullable String datum) {

        public boolean hasPosition() {
            return lng != null && lat != null && ("WGS84".equals(datum) || "CGCS2000".equals(datum));
        }
    }

    /** @param secret whether nobody but the call-back learns name and phone */
    public record Person(
            @Nullable String name,
            @Nullable String phone,
            @Nullable Boolean secret) {}

    /**
     * A file that came with an order or a 补充.
     *
     * @param type media type, as they say
     * @param size of the content in bytes
     * @param sha256 of the content, hexadecimal
     * @param content Base64
     */
    public record File(
            @Nullable String name,
            @Nullable String type,
            @Nullable Integer size,
            @Nullable String sha256,
            @Nullable String content) {}

    /** Of 补充, 催办, 撤件, 要求重办, 结案. Files come with a 补充 alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Note(@Nullable String text, @Nullable List<File> attachments) {

        /** Of ours, which have no files. */
        public static Note of(String text) {
            return new Note(text, null);
        }
    }

    /** @param status as they name it */
    public record Progress(
            @Nullable String status, @Nullable String text) {}

    /** @param messageId of ours, which they have got */
    public record Ack(@Nullable String messageId) {}

    public record Statement(@Nullable List<Line> orders) {

        /**
         * @param status as they name it
         * @param received highest number of our messages of this order that they have; 0 for none
         */
        public record Line(
                @Nullable String sourceNo,
                @Nullable String status,
                @Nullable Integer received) {}
    }

    /**
     * Whose it is now.
     *
     * @param number of whoever accepts
     * @param caseNumber by which the resident finds it
     * @param dueAt with offset
     */
    public record Accepted(
            @Nullable String number,
            @Nullable String caseNumber,
            @Nullable String unit,
            @Nullable String dueAt) {}

    public record NotAccepted(@Nullable String reason) {}

    /**
     * How it ended.
     *
     * @param outcome 解决, 部分, 解释, 不属实, 无法联系, 转出 or 撤回
     * @param handledAt with offset
     * @param callBackBy code of the system that calls the resident back, as agreed; missing where nobody is called
     */
    public record Result(
            @Nullable String caseNumber,
            @Nullable String outcome,
            @Nullable String text,
            @Nullable String unit,
            @Nullable String handledAt,
            @Nullable String callBackBy) {}

    /**
     * One of ours that they are asked to handle: what they need for that and no more.
     *
     * @param category in our words
     * @param consent how the resident was asked, in words; missing in danger
     * @param caller missing of a secret case
     */
    public record Transfer(
            String caseNumber,
            @Nullable String category,
            @Nullable String title,
            String text,
            Place place,
            int urgency,
            @Nullable Person caller,
            @Nullable String consent,
            String reason,
            @Nullable String dueAt) {}

    /** @throws Refusal 400 with what is wrong, by field */
    public void check(MessageType type, String body) {
        switch (type) {
            case CREATE -> order(body);
            case PROGRESS -> progress(body);
            case ACK -> ack(body);
            case STATEMENT -> statement(body);
            case ACCEPTED -> accepted(body);
            case NOT_ACCEPTED -> notAccepted(body);
            case RESULT -> result(body);
            default -> note(type, body);
        }
    }

    public Order order(String body) {
        Order order = reader.read(body, Order.class);
        Wrong wrong = new Wrong();
        wrong.text("text", order.text(), TEXT, true);
        wrong.text("title", order.title(), TITLE, false);
        wrong.text("category", order.category(), WORD, false);
        wrong.text("kind", order.kind(), WORD, false);
        wrong.text("reported", order.reported(), CODE, false);
        if (order.place() != null) {
            wrong.text("place.address", order.place().address(), 200, false);
            wrong.text("place.unit", order.place().unit(), WORD, false);
        }
        if (order.caller() != null) {
            wrong.text("caller.name", order.caller().name(), WORD, false);
            wrong.text("caller.phone", order.caller().phone(), PHONE, false);
        }
        files(wrong, order.attachments());
        if (order.urgency() != null && (order.urgency() < 1 || order.urgency() > LEAST_URGENT)) {
            wrong.put("urgency", "urgency 应为 1 到 4，1 最急");
        }
        if (order.dueAt() != null) {
            wrong.time("dueAt", order.dueAt());
        }
        if (order.first() != null && !List.of("HERE", "THERE").contains(order.first())) {
            wrong.put("first", "first 应为 HERE 或 THERE");
        }
        wrong.refuse();
        return order;
    }

    public Note note(MessageType type, String body) {
        Note note = reader.read(body, Note.class);
        Wrong wrong = new Wrong();
        wrong.text("text", note.text(), NOTE, type == MessageType.SUPPLEMENT);
        if (type != MessageType.SUPPLEMENT && note.attachments() != null) {
            wrong.put("attachments", "只有建单和补充可以带附件");
        }
        files(wrong, note.attachments());
        wrong.refuse();
        return note;
    }

    public Progress progress(String body) {
        Progress progress = reader.read(body, Progress.class);
        Wrong wrong = new Wrong();
        wrong.text("status", progress.status(), WORD, true);
        wrong.text("text", progress.text(), NOTE, false);
        wrong.refuse();
        return progress;
    }

    public Ack ack(String body) {
        Ack ack = reader.read(body, Ack.class);
        Wrong wrong = new Wrong();
        wrong.text("messageId", ack.messageId(), WORD, true);
        wrong.refuse();
        return ack;
    }

    public Statement statement(String body) {
        Statement statement = reader.read(body, Statement.class);
        Wrong wrong = new Wrong();
        List<Statement.Line> lines = statement.orders();
        if (lines == null || lines.size() > MOST_OF_A_STATEMENT) {
            wrong.put("orders", "orders 应为列表，最多 " + MOST_OF_A_STATEMENT + " 件");
        } else if (lines.stream().anyMatch(line -> line == null || !EnvelopeReader.isNumber(line.sourceNo()))) {
            wrong.put("orders", "每件都要有 sourceNo，1 到 60 位，不含空格");
        } else if (lines.stream()
                .anyMatch(line ->
                        Texts.length(Objects.toString(line.status(), "")) > WORD || !Texts.isReadable(line.status()))) {
            wrong.put("orders", "status 不能超过 " + WORD + " 字，不含控制字符");
        }
        wrong.refuse();
        return statement;
    }

    public Accepted accepted(String body) {
        Accepted accepted = reader.read(body, Accepted.class);
        Wrong wrong = new Wrong();
        wrong.text("number", accepted.number(), WORD, true);
        wrong.text("caseNumber", accepted.caseNumber(), WORD, false);
        wrong.text("unit", accepted.unit(), WORD, false);
        if (accepted.dueAt() != null) {
            wrong.time("dueAt", accepted.dueAt());
        }
        wrong.refuse();
        return accepted;
    }

    public NotAccepted notAccepted(String body) {
        NotAccepted refused = reader.read(body, NotAccepted.class);
        Wrong wrong = new Wrong();
        wrong.text("reason", refused.reason(), REASON, true);
        wrong.refuse();
        return refused;
    }

    public Result result(String body) {
        Result result = reader.read(body, Result.class);
        Wrong wrong = new Wrong();
        wrong.text("text", result.text(), NOTE, true);
        wrong.text("outcome", result.outcome(), WORD, false);
        wrong.text("caseNumber", result.caseNumber(), WORD, false);
        wrong.text("unit", result.unit(), WORD, false);
        if (result.handledAt() != null) {
            wrong.time("handledAt", result.handledAt());
        }
        wrong.refuse();
        return result;
    }

    /** What a file is, is looked at where it is kept: a message is not lost for its photo. */
    private static void files(Wrong wrong, @Nullable List<File> files) {
        if (files != null
                && (files.size() > MOST_FILES || files.stream().anyMatch(f -> f == null || f.content() == null))) {
            wrong.put(
                    "attachments", "attachments 最多 " + MOST_FILES + " 个，每个都要有 name、type、size、sha256 和 content（Base64）");
        }
    }

    /** As it is sent. */
    public String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
