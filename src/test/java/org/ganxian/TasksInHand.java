package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.mediation.StandingDisputes;
import org.ganxian.organization.OffDuty;
import org.ganxian.organization.People;
import org.ganxian.platform.Actor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Every task that a person has in any flow: how a case gets there, who holds it, and what they are about to do. */
abstract class TasksInHand extends Races {

    static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");

    private static final String OTHER_DISTRICTS_BRANCH = "350603001001B1";
    private static final Map<String, Object> REWORK = Map.of("decision", "rework", "note", "再上门一次");
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");
    private static final Map<String, Object> NOTE = Map.of("decision", "note", "note", "已督促");

    private static final Set<String> MEDIATION = Set.copyOf(UserTasks.ofMediation());

    @Autowired
    OffDuty offDuty;

    @Autowired
    StandingDisputes disputes;

    @Autowired
    People people;

    @Autowired
    ManagementService management;

    @AfterEach
    void everybodyIsBack() {
        jdbc.queryForList("select username from person where active = false", String.class)
                .forEach(username -> offDuty.end(username, ADMIN));
    }

    static Stream<Held> tasksOfAllFlows() {
        return Stream.concat(
                DisputesInHand.all(),
                Stream.of(
                        new Held(
                                "triage-order",
                                "triage",
                                Map.of("decision", "assign", "unit", HttpStory.RONGYIN_BRANCH)),
                        new Held("hand-over-danger", "duty", Map.of("decision", "normal", "note", "已无明火")),
                        new Held("screen-order", "dispatcher", Map.of("decision", "accept")),
                        new Held("review-merge", "supervisor", Map.of("decision", "refuse", "note", "投诉要单独答复")),
                        new Held("dispatch-order", "dispatcher", Map.of("decision", "open")),
                        new Held(
                                "claim-order",
                                "member1",
                                Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天")),
                        new Held("serve-order", "member1", Map.of("decision", "report", "report", "已换好灯管")),
                        new Held("review-extension", "dispatcher", Map.of("decision", "grant")),
                        new Held("check-result", "dispatcher", APPROVE),
                        new Held("call-back", "caller", REWORK),
                        new Held("supervise-order", "supervisor", Map.of("opinion", "已当面说明，群众理解")),
                        new Held("street-supervision", "supervisor", NOTE),
                        new Held("district-supervision", "supervisor2", NOTE),
                        new Held("city-supervision", "supervisor3", NOTE),
                        new Held("answer-handover", "dispatcher3", Map.of("decision", "agree", "note", "我们办")),
                        new Held("accept-application", "clerk", Map.of("decision", "accept")),
                        new Held("handle-application", "health-handler", opinion("grant")),
                        new Held("visit-site", "health-handler", Map.of("result", "现场符合要求")),
                        new Held("special-procedure", "health-handler", Map.of("result", "听证已结束，无异议")),
                        new Held("decide-extension", "health-head", Map.of("decision", "grant")),
                        new Held(
                                "settle-disagreement",
                                "district-head",
                                Map.of("decision", "grant", "grounds", "符合法定条件")),
                        new Held("review-application", "health-reviewer", APPROVE),
                        new Held("issue-result", "window", Map.of("decision", "window")),
                        new Held("record-delivery", "window", Map.of("decision", "signature", "recipient", "陈阿伯")),
                        new Held("call-back-applicant", "caller", Map.of("decision", "settled", "note", "申请人表示满意")),
                        new Held("rectify-service", "supervisor", Map.of("result", "已当面道歉，改了流程"))));
    }

    private static Map<String, Object> opinion(String opinion) {
        return Map.of("decision", "draft", "opinion", opinion, "grounds", "经审查，符合法定条件。");
    }

    Placed at(String task) {
        return switch (task) {
            case "triage-order" -> story.placed(HttpStory.order("楼道里的灯坏了，请人来换一下。", null));
            case "hand-over-danger" -> story.placed(HttpStory.order("楼下着火了，浓烟很大，有人被困。", HttpStory.RONGYIN));
            case "screen-order" -> story.aBrokenLamp();
            case "review-merge" -> {
                Placed lamp = story.aBrokenLamp();
                Placed complaint = story.placed(HttpStory.order("投诉社区工作人员态度恶劣，让我白跑三趟。", HttpStory.RONGYIN));
                yield completed(
                        complaint, "dispatcher", "screen-order", Map.of("decision", "merge", "master", lamp.number()));
            }
            case "dispatch-order" ->
                completed(at("screen-order"), "dispatcher", "screen-order", Map.of("decision", "accept"));
            case "claim-order" ->
                completed(at("dispatch-order"), "dispatcher", "dispatch-order", Map.of("decision", "open"));
            case "serve-order" -> {
                Placed lamp = at("claim-order");
                story.contacts("member1", lamp);
                yield lamp;
            }
            case "review-extension" ->
                completed(
                        at("serve-order"),
                        "member1",
                        "serve-order",
                        Map.of("decision", "extend", "extension", "P2D", "extensionReason", "配件要从外地调"));
            case "check-result" -> {
                Placed lamp = at("serve-order");
                story.reports("member1", lamp);
                yield lamp;
            }
            case "call-back" -> {
                Placed lamp = at("check-result");
                story.approves(lamp);
                yield unhappy(lamp);
            }
            case "supervise-order" -> {
                Placed lamp = completed(at("call-back"), "caller", "call-back", REWORK);
                for (String member : List.of("member2", "member6")) {
                    story.completes(
                            "dispatcher", lamp, "dispatch-order", Map.of("decision", "named", "member", member));
                    story.contacts(member, lamp);
                    story.reports(member, lamp);
                    story.approves(lamp);
                    completed(unhappy(lamp), "caller", "call-back", REWORK);
                }
                yield lamp;
            }
            case "street-supervision" -> {
                Placed lamp = story.aBrokenLamp();
                taken(() -> Caller.of("supervisor", port)
                        .post("/api/supervisions", Map.of("number", lamp.number(), "reason", "请尽快")));
                yield lamp;
            }
            case "district-supervision" -> unanswered(at("street-supervision"), "street-supervision");
            case "city-supervision" -> unanswered(at("district-supervision"), "district-supervision");
            case "answer-handover" -> {
                Placed lamp = story.aBrokenLamp();
                Answer asked = Caller.of("supervisor2", port)
                        .form(
                                "/desk/password",
                                "/desk/cases/" + lamp.number() + "/redispatch",
                                "unit",
                                OTHER_DISTRICTS_BRANCH,
                                "reason",
                                "职责在那边");
                assertThat(asked.status()).as(asked.toString()).isEqualTo(302);
                yield lamp;
            }
            case "urge-debtor" -> unanswered(dispute(task), "follow-duty", "duty-due");
            case "tell-arbitration" -> unanswered(dispute(task), "hold-session", "labour-due");
            default -> MEDIATION.contains(task) ? dispute(task) : application(task);
        };
    }

    private Placed dispute(String task) {
        Demand demand = disputes.at(task);
        return new Placed(demand.number(), demand.queryCode());
    }

    private Placed application(String task) {
        return switch (task) {
            case "accept-application" ->
                filed("hygiene-permit", Set.of("application-form", "test-report", "floor-plan"));
            case "handle-application" -> accepted(at("accept-application"));
            case "visit-site" -> handled(Map.of("decision", "visit", "visit", "请到店查看"));
            case "special-procedure" ->
                handled(Map.of(
                        "decision",
                        "procedure",
                        "procedure",
                        "HEARING",
                        "procedureLength",
                        "5",
                        "procedureReason",
                        "邻居有异议",
                        "hearingTime",
                        LocalDate.now(PeopleTime.ZONE).plusMonths(1) + " 09:00",
                        "hearingPlace",
                        "区政务服务中心三楼"));
            case "decide-extension" ->
                handled(Map.of("decision", "extend", "extensionLength", "5", "extensionReason", "需要专家论证"));
            case "settle-disagreement" -> {
                Placed works = accepted(filed(
                        "road-occupation",
                        Set.of("application-form", "construction-plan", "traffic-plan", "site-drawing")));
                says(works, "housing-member1", "grant", "housing-reviewer");
                says(works, "police-handler", "refuse", "police-reviewer");
                says(works, "urban-member1", "grant", "urban-reviewer");
                yield works;
            }
            case "review-application" -> handled(opinion("grant"));
            case "issue-result" ->
                completed(at("review-application"), "health-reviewer", "review-application", APPROVE);
            case "record-delivery" ->
                completed(at("issue-result"), "window", "issue-result", Map.of("decision", "window"));
            case "call-back-applicant" ->
                unhappy(completed(
                        aQuestion(),
                        "clerk",
                        "accept-application",
                        Map.of("decision", "answer", "answer", "可在社保服务大厅查询。")));
            case "rectify-service" ->
                completed(
                        at("call-back-applicant"),
                        "caller",
                        "call-back-applicant",
                        Map.of("decision", "rectify", "note", "排队太久，要求增开窗口"));
            default -> throw new IllegalArgumentException(task);
        };
    }

    private Placed completed(Placed one, String person, String task, Map<String, Object> form) {
        story.completes(person, one, task, form);
        return one;
    }

    private Placed accepted(Placed application) {
        return completed(application, "clerk", "accept-application", Map.of("decision", "accept"));
    }

    private Placed handled(Map<String, Object> form) {
        return completed(at("handle-application"), "health-handler", "handle-application", form);
    }

    /** One of several departments that decide the same application. */
    private void says(Placed application, String handler, String opinion, String reviewer) {
        theirs(application, handler, "handle-application", opinion(opinion));
        theirs(application, reviewer, "review-application", APPROVE);
    }

    private void theirs(Placed application, String person, String key, Map<String, Object> form) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(application.number())
                .taskDefinitionKey(key)
                .taskCandidateGroupIn(groupsOf(person))
                .singleResult();
        Caller caller = Caller.of(person, port);
        HttpStory.assertTaken(story.claims(caller, person, task));
        HttpStory.assertTaken(story.submits(caller, task, form));
    }

    private List<String> groupsOf(String person) {
        return jdbc.queryForList("select GROUP_ID_ from ACT_ID_MEMBERSHIP where USER_ID_ = ?", String.class, person);
    }

    private Placed unhappy(Placed one) {
        taken(() -> story.rates(one, 1, "没有办好"));
        return one;
    }

    /** Answered at once when complete. */
    private Placed aQuestion() {
        Demand filed = applications.file(
                new NewApplication(
                        "flexible-employment-subsidy",
                        "陈阿伯",
                        "13900000001",
                        "11010519491231002X",
                        HttpStory.RONGYIN,
                        null,
                        Delivery.WINDOW,
                        null,
                        Source.PORTAL,
                        null),
                Set.of(),
                List.of());
        return new Placed(filed.number(), filed.queryCode());
    }

    /** The superior has let their time go by. */
    private Placed unanswered(Placed one, String task) {
        return unanswered(one, task, task + "-due");
    }

    private Placed unanswered(Placed one, String task, String timer) {
        Job due = management
                .createJobQuery()
                .processInstanceId(story.task(one, task).getProcessInstanceId())
                .activityId(timer)
                .singleResult();
        ClockUtil.setCurrentTime(new Date(due.getDuedate().getTime() + 1000));
        try {
            management.executeJob(due.getId());
        } finally {
            ClockUtil.reset();
        }
        return one;
    }

    // What must be so

    /** Whoever is back, or another one in their place, goes on with it. */
    void goesOn(Held held, Placed one) {
        Optional<Held> other = DisputesInHand.afterwards(held);
        if (other.isPresent()) {
            Held next = other.get();
            story.completes(next.person(), one, next.task(), next.form());
        } else if (held.goesOnAt().equals(held.task())) {
            story.completes(held.person(), one, held.task(), held.form());
        } else {
            story.completes("dispatcher", one, held.goesOnAt(), Map.of("decision", "open"));
        }
    }

    /** Taken off duty here in the second in which they complete the task, wherever: the deed counts or is refused in Chinese. */
    void assertIsDoneOrHandedBack(Held held, Placed one, Task task, Caller person) {
        List<Answer> answers = Race.between(() -> story.submits(person, task, held.form()), () -> {
            offDuty.begin(held.person(), Map.of(), "调离", ADMIN);
            return new Answer(200, "", "");
        });
        assertAllIsWell(answers, one);
        assertHoldsNothing(held.person());
        if (answers.get(0).status() < 300) {
            assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isZero();
        } else {
            assertThat(story.openTasks(one)).as(answers.toString()).contains(held.goesOnAt());
        }
    }

    void assertHoldsNothing(String username) {
        assertThat(people.mayWork(username)).isFalse();
        assertThat(tasks.createTaskQuery().taskAssignee(username).count()).isZero();
    }
}
