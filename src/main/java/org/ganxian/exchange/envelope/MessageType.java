package org.ganxian.exchange.envelope;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What a message says. Some only come in, some only go out. */
@RequiredArgsConstructor
@Getter
public enum MessageType {
    CREATE("建单"),
    SUPPLEMENT("补充"),
    URGE("催办"),
    WITHDRAW("撤件"),
    PROGRESS("进展"),
    REWORK("要求重办"),
    CLOSED("结案"),
    ACK("确认收到"),
    STATEMENT("对账单"),
    ACCEPTED("受理"),
    NOT_ACCEPTED("退回"),
    RESULT("办理结果"),
    EMERGENCY_BACK("险情回传"),
    TRANSFER("转办"),
    RETURN_REQUEST("退单申请"),
    RETURN_DECISION("退单决定"),
    CALLBACK("回访情况");

    private static final Set<MessageType> INWARD = EnumSet.of(
            CREATE,
            SUPPLEMENT,
            URGE,
            WITHDRAW,
            PROGRESS,
            REWORK,
            CLOSED,
            ACK,
            STATEMENT,
            ACCEPTED,
            NOT_ACCEPTED,
            RESULT);

    /** Answers to what we have transferred: of no other order. */
    private static final Set<MessageType> ANSWERS = EnumSet.of(ACCEPTED, NOT_ACCEPTED, RESULT);

    /** Of a transfer as of an order of theirs. */
    private static final Set<MessageType> OF_BOTH = EnumSet.of(SUPPLEMENT, PROGRESS, CLOSED, ACK, STATEMENT);

    /** They belong to no place in the row of an order's messages. */
    private static final Set<MessageType> LOOSE = EnumSet.of(ACK, STATEMENT);

    /** They say where the order stands on the partner's side; the last one counts. A withdrawal only asks. */
    private static final Set<MessageType> OF_STATE = EnumSet.of(REWORK, CLOSED, ACCEPTED, NOT_ACCEPTED, RESULT);

    private final String title;

    /** Whether partners may send it. */
    public boolean isInward() {
        return INWARD.contains(this);
    }

    public boolean isLoose() {
        return LOOSE.contains(this);
    }

    /** Whether a partner may say this of an order. */
    public boolean fits(boolean transferred) {
        return OF_BOTH.contains(this) || transferred == ANSWERS.contains(this);
    }

    public boolean isOfState() {
        return OF_STATE.contains(this);
    }

    public static Optional<MessageType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
