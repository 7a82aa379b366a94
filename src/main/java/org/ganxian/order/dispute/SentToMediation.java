package org.ganxian.order.dispute;

import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.CaseMessages;
import org.ganxian.casework.ContactChannels;
import org.ganxian.casework.DisputeDoor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.engine.Choice;
import org.ganxian.order.Orders;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 转调解 at the front desk: the resident is there, with number and query code, and wants it. Dispatcher and triage do it in their task. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SentToMediation {

    /** Nobody serves it yet. */
    private static final Set<Status> POSSIBLE = EnumSet.of(Status.TRIAGE, Status.SCREENING);

    private final Demands demands;
    private final Orders orders;
    private final DisputeDoor disputes;
    private final ContactChannels channels;
    private final CaseMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    /** The kinds of dispute. */
    @Transactional(readOnly = true)
    public List<Choice> types() {
        return disputes.types();
    }

    /** How a resident can have been asked. */
    @Transactional(readOnly = true)
    public List<Choice> channels() {
        return channels.choices();
    }

    public static boolean isPossible(Demand demand) {
        return POSSIBLE.contains(demand.status()) && !demand.confidential();
    }

    /**
     * Ends an order as 已转人民调解; the dispute keeps its day and its code.
     *
     * @param typed disputeType, claim, otherName, otherPhone, askedBy
     * @return zh-CN, the dispute's number and committee, to tell the resident
     * @throws Refusal 404 for a wrong number and a wrong code alike, 409 where somebody serves it already, 400 with all that is wrong
     */
    public String send(String number, String code, Map<String, String> typed) {
        Demand demand = demands.trackWithFollowers(number, code);
        if (!isPossible(demand)) {
            throw Refusal.conflict("这件诉求现在是“" + demand.status().title() + "”，前台不能转；已经受理的，请联系承办单位");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        DisputeDoor.Dispute dispute = new DisputeDoor.Dispute(
                required(wrong, typed, "disputeType", "请选择纠纷类型"),
                required(wrong, typed, "claim", "请填写群众的请求"),
                required(wrong, typed, "otherName", "请填写对方的姓名或单位名称"),
                required(wrong, typed, "otherPhone", "请填写对方的电话"),
                required(wrong, typed, "askedBy", "请先征得群众同意，再选择怎样征得的"));
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
        String sent = disputes.take(demand, dispute);
        orders.endWithoutAnswer(demand, Step.SENT_TO_MEDIATION, current.get(), sent, "合并到的诉求已转人民调解");
        demand.completeAt(clock.instant());
        messages.tell(demand.number(), CaseMessages.WITHDRAWN);
        return sent;
    }

    private static String required(Map<String, String> wrong, Map<String, String> typed, String field, String message) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            wrong.put(field, message);
        }
        return text;
    }
}
