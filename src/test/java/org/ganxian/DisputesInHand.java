package org.ganxian;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ganxian.mediation.Disputes;
import org.ganxian.mediation.StandingDisputes;

/** The tasks of a mediation, for {@link TasksInHand}. */
final class DisputesInHand {

    private static final String SECRETARY = "mediation-secretary";
    private static final String HEAD = "mediation-head";
    private static final String MEDIATOR = "mediator1";

    /** When no mediator of the case is left, the secretary sees to what was stopped or agreed. */
    private static final Set<String> KEPT = Set.of("resume-mediation", "follow-duty", "urge-debtor");

    private DisputesInHand() {}

    static Stream<Held> all() {
        return Stream.of(
                new Held("examine-application", SECRETARY, Map.of("decision", "accept")),
                new Held("receive-case", "mediation-secretary2", Map.of("decision", "receive")),
                new Held("approve-refusal", HEAD, Map.of("decision", "approve")),
                new Held("ask-party", SECRETARY, Map.of("decision", "agree", "channel", "PHONE")),
                new Held("choose-mediator", SECRETARY, Map.of("decision", "none")),
                new Held("appoint-mediator", HEAD, Map.of("mediator", "mediator2")),
                new Held("declare-interest", MEDIATOR, Map.of("decision", "free")),
                new Held("hear-objections", SECRETARY, Map.of("decision", "none")),
                new Held("hold-session", MEDIATOR, Disputes.session("goesOn")),
                new Held("resume-mediation", MEDIATOR, Map.of("note", "鉴定意见到了")),
                new Held("handle-danger", "duty", Map.of("decision", "released", "phonedTo", "110", "note", "已劝开")),
                new Held("draft-agreement", MEDIATOR, Map.of("decision", "written", "text", "互相道歉。")),
                new Held("collect-signatures", MEDIATOR, Map.of("decision", "signed", "signer", "A", "how", "SIGNED")),
                new Held("seal-agreement", HEAD, Map.of("decision", "seal")),
                new Held("follow-duty", MEDIATOR, Map.of("voucher", "收条")),
                new Held("apply-confirmation", SECRETARY, Map.of("decision", "none")),
                new Held("record-court", SECRETARY, Map.of("decision", "valid")),
                new Held("urge-debtor", MEDIATOR, Map.of("decision", "done", "note", "收条")),
                new Held("revisit-parties", "mediation-caller", Disputes.revisit("settled")),
                new Held("revisit-unsettled", "mediation-caller", Disputes.asksAfter("over", "NO")),
                new Held("tell-arbitration", SECRETARY, Map.of("decision", "goOn", "channel", "PHONE")),
                new Held("name-co-mediator", "mediation-head2", Map.of("decision", "name", "mediator", "mediator4")),
                new Held("report-to-court", SECRETARY, StandingDisputes.REPORT),
                new Held("file-dossier", SECRETARY, Map.of("summary", "一卷。")));
    }

    /** Who goes on in their place, where it is somebody else by the flow's own rules. */
    static Optional<Held> afterwards(Held held) {
        if (held.goesOnAt().equals("appoint-mediator") && !held.task().equals(held.goesOnAt())) {
            return Optional.of(new Held(held.goesOnAt(), HEAD, Map.of("mediator", "mediator2")));
        }
        return KEPT.contains(held.task())
                ? Optional.of(new Held(held.task(), SECRETARY, held.form()))
                : Optional.empty();
    }
}
