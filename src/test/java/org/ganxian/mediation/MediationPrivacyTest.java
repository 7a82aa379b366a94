package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.WholeDatabase;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.order.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A6-12: what a dispute is about is read by its mediators, its committee's secretary and head, at their doors, and by nobody else. */
@IntegrationTest
@Tag("any-database")
class MediationPrivacyTest {

    private static final List<String> READERS = List.of("mediation-secretary", "mediation-head", "mediator1");

    /** By rank, by another case, by another committee, by having registered it. */
    private static final List<String> OTHERS = List.of(
            "manager",
            "street-manager",
            "supervisor",
            "supervisor3",
            "admin",
            "auditor",
            "clerk",
            "clerk2",
            "duty",
            "mediator2",
            "mediation-caller",
            "mediation-head2",
            "mediation-secretary2",
            "mediator4");

    @LocalServerPort
    int port;

    @Autowired
    Story story;

    @Autowired
    Disputes disputes;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    org.springframework.jdbc.core.JdbcTemplate jdbc;

    private final Marks marks = new Marks();
    private final List<String> fields = new ArrayList<>();
    private Demand dispute;

    @BeforeEach
    void aDisputeIsBeingMediated() {
        story.isAWorkingMorning();
        for (int i = 0; i < 5; i++) {
            fields.add(marks.text());
        }
        dispute = disputes.registered(
                Disputes.about("FAMILY", fields.get(0), fields.get(1), fields.get(2), fields.get(3)));
        disputes.does("mediation-secretary", dispute, "examine-application", "decision", "accept");
        disputes.answers(dispute.number(), Side.A, "agree");
        disputes.answers(dispute.number(), Side.B, "agree");
        disputes.does("mediation-secretary", dispute, "choose-mediator", "decision", "chosen", "mediator", "mediator1");
        disputes.takesTheSeat(dispute, "mediator1");
        disputes.holdsSession(dispute, "goesOn", "record", fields.get(4));
    }

    @AfterEach
    void theClockIsRight() {
        EngineClock.reset();
    }

    private List<String> doors() {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(dispute.number())
                .singleResult()
                .getId();
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(dispute.number())
                .singleResult()
                .getId();
        return List.of(
                "/desk/mediations/" + dispute.number(),
                "/desk/mediations",
                "/desk/mediations/" + dispute.number() + "/dossier",
                "/desk/mediations/calendar",
                "/desk/mediations/duties",
                "/desk/mediations/figures",
                "/desk/mediations/figures.csv",
                "/desk/cases/" + dispute.number(),
                "/desk/demands/" + dispute.number(),
                "/api/tasks/" + task + "/mediation",
                "/api/tasks/" + task + "/demand",
                "/api/tasks/cards?id=" + task,
                "/engine-rest/task/" + task + "/variables",
                "/engine-rest/task/" + task + "/form-variables",
                "/engine-rest/process-instance/" + instance + "/variables",
                "/engine-rest/history/variable-instance?processInstanceId=" + instance,
                "/engine-rest/history/detail?processInstanceId=" + instance,
                "/camunda/api/cockpit/plugin/ganxian/default/cases/" + instance);
    }

    @Test
    void whoWorksOnItReadsItAndNobodyElseDoesAtAnyDoor() {
        for (String reader : READERS) {
            Answer page = Caller.of(reader, port).get("/desk/mediations/" + dispute.number());
            assertThat(page.body()).as("what %s reads", reader).contains(fields);
        }
        for (String other : OTHERS) {
            Caller person = Caller.of(other, port);
            assertThat(person.get("/desk/mediations/" + dispute.number()).status())
                    .as("the case, for " + other)
                    .isIn(403, 404);
            for (String door : doors()) {
                Answer answer = person.get(door);
                assertThat(answer.status()).as(other + " at " + door).isLessThan(500);
                assertThat(fields).as("%s reads nothing at %s", other, door).noneMatch(answer.body()::contains);
            }
        }
        Answer tracking = Caller.nobody(port).get("/api/demands/" + dispute.number() + "?code=" + dispute.queryCode());
        assertThat(tracking.status()).as(tracking.toString()).isEqualTo(200);
        assertThat(tracking.body()).contains("受理调解").doesNotContain("征询当事人", "乙方");
        assertThat(fields).noneMatch(tracking.body()::contains);
    }

    /** Report, papers and receipt of a court's case, and with whom else its parties have a dispute. */
    @Test
    void whatACourtIsToldAndWithWhatItIsLinkedIsTheFewsAlone() {
        List<String> own = List.of(marks.text(), marks.text(), marks.text(), marks.text());
        Demand sent = disputes.registered(Disputes.about("FAMILY", own.get(0), own.get(1), own.get(2), own.get(3)));
        List<String> others = fields.subList(0, fields.size());
        assertThat(story.as("mediation-secretary", () -> disputes.mediations.open(sent.number()))
                        .same())
                .as("whoever examines sees the number")
                .anyMatch(line -> line.startsWith(dispute.number()))
                .noneMatch(line -> others.stream().anyMatch(line::contains));
        disputes.does(
                "mediation-secretary",
                sent,
                "examine-application",
                "decision",
                "accept",
                "entrusted",
                "ASSIGNED",
                "receiptOn",
                "2026-06-05",
                "linked",
                dispute.number());
        story.as("mediation-secretary", () -> {
            disputes.coCommittees.ask(sent.number(), "350603M1");
            return null;
        });
        String naming = tasks.createTaskQuery()
                .processInstanceBusinessKey(sent.number())
                .taskDefinitionKey("name-co-mediator")
                .singleResult()
                .getId();
        Caller asked = Caller.of("mediation-head2", port);
        for (String door : List.of(
                "/api/tasks/" + naming + "/mediation",
                "/api/tasks/" + naming + "/demand",
                "/engine-rest/task/" + naming + "/form-variables",
                "/desk/mediations/" + sent.number())) {
            String read = asked.get(door).body();
            assertThat(own).as("whoever is asked to mediate, too, at " + door).noneMatch(read::contains);
        }
        disputes.answers(sent.number(), Side.B, "decline");
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(sent.number())
                .singleResult()
                .getId();
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(sent.number())
                .singleResult()
                .getId();
        List<String> told = List.of(marks.text(), marks.text(), marks.text());
        Map<String, Object> report = new HashMap<>(InTheirWords.REPORT);
        report.put("report", told.get(0));
        report.put("papers", told.get(1));
        report.put("receivedBy", told.get(2));
        List<String> doors = List.of(
                "/desk/mediations/" + sent.number(),
                "/desk/mediations/" + sent.number() + "/dossier",
                "/desk/cases/" + sent.number(),
                "/api/tasks/" + task + "/mediation",
                "/engine-rest/task/" + task + "/form-variables",
                "/engine-rest/history/variable-instance?processInstanceId=" + instance,
                "/engine-rest/history/detail?processInstanceId=" + instance,
                "/camunda/api/cockpit/plugin/ganxian/default/cases/" + instance);
        assertThat(Caller.of("mediation-secretary2", port).get(doors.get(4)).body())
                .doesNotContain(dispute.number());
        story.completes("mediation-secretary", sent, "report-to-court", report);
        for (String other : OTHERS) {
            Caller person = Caller.of(other, port);
            for (String door : doors) {
                Answer answer = person.get(door);
                assertThat(answer.status()).as(other + " at " + door).isLessThan(500);
                assertThat(told).as("%s reads nothing at %s", other, door).noneMatch(answer.body()::contains);
            }
        }
        new WholeDatabase(java.util.Objects.requireNonNull(jdbc.getDataSource()))
                .rows()
                .forEach((table, rows) -> assertThat(rows)
                        .as(table)
                        .noneMatch(row -> told.stream().anyMatch(row::contains)));
    }

    /** A note of staff stands on the card and in the timeline, which others read. */
    @Test
    void whatWasSaidIsNotPutIntoANoteBesideIt() {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(dispute.number())
                .singleResult()
                .getId();
        Answer answer =
                Caller.of("mediator1", port).post("/api/tasks/" + task + "/notes", Map.of("text", fields.get(0)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.reason()).contains("调解记录");
    }

    @Test
    void nothingThatWasSaidLiesOpenInTheDatabase() {
        new WholeDatabase(java.util.Objects.requireNonNull(jdbc.getDataSource()))
                .rows()
                .forEach((table, rows) -> assertThat(rows)
                        .as(table)
                        .noneMatch(row -> fields.stream().anyMatch(row::contains)));
    }
}
