package org.ganxian.mediation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.joint.CoCommittees;
import org.ganxian.order.Story;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Disputes of 巷口街道, whose committee has mediator1, mediator2 and mediator3, brought to where a test begins. */
@TestComponent
public class Disputes {

    static final Map<String, Object> SESSION =
            Map.of("mode", "JOINT", "openness", "CLOSED", "place", "调解室", "present", "双方", "record", "双方各自说了经过。");

    @Autowired
    Story story;

    @Autowired
    Mediations mediations;

    @Autowired
    CoCommittees coCommittees;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    JdbcTemplate jdbc;

    static NewMediation about(String type, String facts, String claim, String nameA, String nameB) {
        return new NewMediation(
                type,
                "APPLICATION",
                true,
                Story.RONGYIN,
                facts,
                claim,
                new BigDecimal("6000"),
                2,
                List.of(
                        new NewParty(PartyKind.PERSON, nameA, "13900000101", null),
                        new NewParty(PartyKind.PERSON, nameB, "13900000102", null)));
    }

    /** A clerk of the street registers it, as on the desk's page. */
    Demand registered(NewMediation dispute) {
        return story.as("clerk", () -> mediations.register(dispute));
    }

    Demand registered() {
        return registered(about("NEIGHBOUR", "楼上漏水，泡坏了天花板。", "赔偿六千元。", "甲先生", "乙女士"));
    }

    /** With marked texts wherever something is typed. */
    Demand registered(Marks marks) {
        return registered(about("NEIGHBOUR", marks.text(), marks.text(), marks.text(), marks.text()));
    }

    /** On the committee's own initiative, and taken by it. */
    Demand ofTheCommittee() {
        NewMediation asked = about("NEIGHBOUR", "两家为滴水争吵。", "分清楚。", "甲先生", "乙女士");
        Demand demand = registered(new NewMediation(
                asked.disputeType(),
                "OWN_INITIATIVE",
                true,
                asked.place(),
                asked.facts(),
                asked.claim(),
                asked.amount(),
                asked.people(),
                asked.parties()));
        does("mediation-secretary", demand, "examine-application", "decision", "accept");
        return demand;
    }

    /** 联片: 龙文区's committee is asked to mediate, too. */
    Demand askedOthers() {
        Demand demand = accepted();
        story.as("mediation-secretary", () -> {
            coCommittees.ask(demand.number(), "350603M1");
            return null;
        });
        return demand;
    }

    void does(String who, Demand demand, String task, Object... form) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < form.length; i += 2) {
            fields.put((String) form[i], form[i + 1]);
        }
        story.completes(who, demand, task, fields);
    }

    /** Id of a side, as the engine knows it. */
    private String idOf(String number, Side side) {
        return jdbc.queryForObject(
                "select p.id from mediation_party p join mediation m on m.id = p.mediation_id"
                        + " where m.number = ? and p.side = ?",
                String.class,
                number,
                side.name());
    }

    /** One of several tasks of this key. */
    Task taskOf(String number, String key, Predicate<Task> which) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(key).list().stream()
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    void submits(String who, Task task, Map<String, Object> form) {
        story.as(who, () -> {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), who);
            }
            forms.submitTaskForm(task.getId(), form);
            return null;
        });
    }

    /** The office gives a task to somebody. */
    void hands(Demand demand, String key, String to) {
        tasks.setAssignee(taskOf(demand.number(), key, task -> true).getId(), to);
    }

    Demand accepted() {
        Demand demand = registered();
        does("mediation-secretary", demand, "examine-application", "decision", "accept");
        return demand;
    }

    void answers(String number, Side side, String decision) {
        String id = idOf(number, side);
        Task task = taskOf(number, "ask-party", one -> id.equals(tasks.getVariable(one.getId(), "partyId")));
        submits("mediation-secretary", task, Map.of("decision", decision, "channel", "PHONE"));
    }

    Demand consented() {
        Demand demand = accepted();
        answers(demand.number(), Side.A, "agree");
        answers(demand.number(), Side.B, "agree");
        return demand;
    }

    Demand mediating() {
        Demand demand = chosen();
        takesTheSeat(demand, "mediator1");
        return demand;
    }

    void takesTheSeat(Demand demand, String mediator) {
        does(mediator, demand, "declare-interest", "decision", "free");
        does("mediation-secretary", demand, "hear-objections", "decision", "none");
    }

    Demand mediating(NewMediation dispute) {
        Demand demand = registered(dispute);
        does("mediation-secretary", demand, "examine-application", "decision", "accept");
        answers(demand.number(), Side.A, "agree");
        answers(demand.number(), Side.B, "agree");
        does("mediation-secretary", demand, "choose-mediator", "decision", "chosen", "mediator", "mediator1");
        takesTheSeat(demand, "mediator1");
        return demand;
    }

    void holdsSession(Demand demand, String decision, Object... more) {
        Map<String, Object> form = session(decision);
        for (int i = 0; i < more.length; i += 2) {
            form.put((String) more[i], more[i + 1]);
        }
        story.completes("mediator1", demand, "hold-session", form);
    }

    void owes(Demand demand, String amount, String until) {
        does(
                "mediator1",
                demand,
                "draft-agreement",
                "decision",
                "duty",
                "debtor",
                "B",
                "creditor",
                "A",
                "what",
                "赔偿",
                "amount",
                amount,
                "dueDate",
                until);
    }

    void signs(Demand demand, String signer) {
        does("mediator1", demand, "collect-signatures", "decision", "signed", "signer", signer, "how", "SIGNED");
    }

    /** Up to the seal, which is missing. */
    void signsAll(Demand demand) {
        does("mediator1", demand, "draft-agreement", "decision", "written", "text", "乙女士赔偿甲先生。");
        signs(demand, "A");
        signs(demand, "B");
        signs(demand, "MEDIATOR");
    }

    Demand agreed(String until) {
        Demand demand = mediating();
        holdsSession(demand, "agreed");
        owes(demand, "6000", until);
        signsAll(demand);
        does("mediation-head", demand, "seal-agreement", "decision", "seal");
        return demand;
    }

    Demand chosen() {
        Demand demand = consented();
        does("mediation-secretary", demand, "choose-mediator", "decision", "chosen", "mediator", "mediator1");
        return demand;
    }

    Demand held(String decision, Object... more) {
        Demand demand = mediating();
        holdsSession(demand, decision, more);
        return demand;
    }

    void orally(Demand demand) {
        does(
                "mediator1",
                demand,
                "draft-agreement",
                "decision",
                "oral",
                "oralGround",
                "PERFORMED",
                "text",
                "当场赔偿，互相道歉。");
    }

    /** Sets the clock to then, where a case is being mediated. */
    Demand mediatingOn(Instant then) {
        EngineClock.stopAt(then);
        return mediating();
    }

    /** @param confirmable null for what is usual */
    Demand agreedOn(String type, String confirmable) {
        Demand demand = registered(about(type, "财产怎么分。", "分一半。", "甲女士", "乙先生"));
        does("mediation-secretary", demand, "examine-application", "decision", "accept");
        mediatesAnew(demand);
        owes(demand, "6000", "2026-12-01");
        Map<String, Object> draft = new HashMap<>(Map.of("decision", "written", "text", "分一半。"));
        if (confirmable != null) {
            draft.put("confirmable", confirmable);
        }
        story.completes("mediator1", demand, "draft-agreement", draft);
        signs(demand, "A");
        signs(demand, "B");
        signs(demand, "MEDIATOR");
        does("mediation-head", demand, "seal-agreement", "decision", "seal");
        return demand;
    }

    /** From consent to the settlement. */
    void mediatesAnew(Demand demand) {
        answers(demand.number(), Side.A, "agree");
        answers(demand.number(), Side.B, "agree");
        does("mediation-secretary", demand, "choose-mediator", "decision", "chosen", "mediator", "mediator1");
        takesTheSeat(demand, "mediator1");
        holdsSession(demand, "agreed");
    }

    void isRevisited(Demand demand, String decision) {
        story.completes("mediation-caller", demand, "revisit-parties", revisit(decision));
    }

    public static Map<String, Object> revisit(String decision) {
        return Map.of("decision", decision, "performance", "FULL", "satisfaction", "ALL", "note", "都满意。");
    }

    /** @param signs YES or NO */
    public static Map<String, Object> asksAfter(String decision, String signs) {
        return Map.of("decision", decision, "signs", signs, "satisfaction", "SOME", "note", "还在考虑。");
    }

    public static Map<String, Object> session(String decision) {
        Map<String, Object> form = new HashMap<>(SESSION);
        form.put("decision", decision);
        return form;
    }
}
