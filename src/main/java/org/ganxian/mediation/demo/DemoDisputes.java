package org.ganxian.mediation.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.casework.DemoStories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.engine.EngineClock;
import org.ganxian.mediation.Mediations;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.dossier.MediationSession.Mode;
import org.ganxian.mediation.dossier.NewMediation;
import org.ganxian.mediation.dossier.NewMediation.NewParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.organization.People;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.ShippedCsv;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/**
 * Invented disputes of a year, brought to where their story says by the same forms that people fill in, so that each board of a
 * committee has something to show. Runs once, on an empty demo database.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.demands", matchIfMissing = true)
@Order(45)
@RequiredArgsConstructor
@Slf4j
class DemoDisputes implements Groundwork {

    private static final String FLOW = "mediation";
    private static final String SECRETARY = "mediation-secretary";
    private static final String HEAD = "mediation-head";
    private static final String MEDIATOR = "mediator1";
    private static final String ROOM = "街道调解室";
    private static final int MORNING = 9;

    /** So that all of a story is told within a working day. */
    private static final Duration STEP = Duration.ofMinutes(25);

    /** Marks what is typed: no dispute of anybody. */
    private static final String MARK = "（演示数据）";

    private final DemoStories stories;
    private final Mediations mediations;
    private final Appointments appointments;
    private final People people;
    private final CurrentActor current;

    @Override
    public void lay() {
        // A demo of an earlier version has no committee, and goes on as it is.
        if (stories.areTold(FLOW) || people.find(SECRETARY).isEmpty()) {
            return;
        }
        try {
            LocalDate today = LocalDate.ofInstant(Instant.now(), PeopleTime.ZONE);
            for (CSVRecord row : ShippedCsv.rows("demo/disputes.csv")) {
                LocalDate day = workingDay(today.minusDays(Integer.parseInt(row.get("daysAgo"))));
                DemoStories.itIs(day.atTime(LocalTime.of(MORNING, 0))
                        .atZone(PeopleTime.ZONE)
                        .toInstant());
                Demand demand = current.as("clerk", () -> mediations.register(read(row)));
                tell(demand, row.get("story"), row.get("amount"));
            }
            DemoStories.isNow();
            appoint(today);
            log.info("演示纠纷已就绪");
        } finally {
            DemoStories.isNow();
        }
    }

    /** Nobody registers anything at a weekend. */
    private static LocalDate workingDay(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
                ? day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue())
                : day;
    }

    private static NewMediation read(CSVRecord row) {
        String amount = row.get("amount");
        return new NewMediation(
                row.get("type"),
                row.get("origin"),
                row.get("form").equals("written"),
                row.get("place"),
                MARK + row.get("facts"),
                row.get("claim"),
                amount.isEmpty() ? null : new BigDecimal(amount),
                2,
                List.of(party(row.get("nameA"), "13900002101"), party(row.get("nameB"), "13900002102")));
    }

    private static NewParty party(String name, String phone) {
        boolean person = name.endsWith("先生") || name.endsWith("女士") || name.endsWith("老板");
        return new NewParty(person ? PartyKind.PERSON : PartyKind.COMPANY, name, phone, null);
    }

    /** Goes through the steps in order and stops where the story does. */
    private void tell(Demand demand, String story, String amount) {
        if (story.equals("NEW")) {
            return;
        } else if (story.equals("REFUSED")) {
            fill(
                    SECRETARY,
                    demand,
                    "examine-application",
                    Map.of("decision", "refuse", "reason", "ELSEWHERE", "ways", "市场监督管理部门已经受理，请等候处理。"));
            fill(HEAD, demand, "approve-refusal", Map.of("decision", "approve"));
            return;
        }
        fill(SECRETARY, demand, "examine-application", Map.of("decision", "accept"));
        asks(demand, "agree");
        if (story.equals("CONSENT")) {
            return;
        }
        asks(demand, story.equals("DECLINED") ? "decline" : "agree");
        if (story.equals("DECLINED")) {
            return;
        }
        fill(SECRETARY, demand, "choose-mediator", Map.of("decision", "chosen", "mediator", MEDIATOR));
        if (story.equals("APPOINTING")) {
            return;
        }
        fill(MEDIATOR, demand, "declare-interest", Map.of("decision", "free"));
        fill(SECRETARY, demand, "hear-objections", Map.of("decision", "none"));
        switch (story) {
            case "MEDIATING" -> session(demand, "goesOn", Map.of());
            case "SUSPENDED" -> session(demand, "suspend", Map.of("suspension", "EXPERT"));
            case "FAILED" -> session(demand, "failed", Map.of("endReason", "TOO_FAR"));
            default -> agree(demand, story, amount);
        }
    }

    private void agree(Demand demand, String story, String amount) {
        session(demand, "agreed", Map.of());
        if (story.equals("ORAL") || story.equals("REVISITING")) {
            Map<String, Object> oral =
                    Map.of("decision", "oral", "oralGround", "WAIVED", "text", MARK + "双方互相体谅，按商定的办法做。");
            fill(MEDIATOR, demand, "draft-agreement", oral);
            if (story.equals("ORAL")) {
                fileAway(demand);
            }
            return;
        }
        owes(demand, amount, story.equals("PERFORMING") ? 25 : 3);
        fill(MEDIATOR, demand, "draft-agreement", Map.of("decision", "written", "text", MARK + "乙方按约定的日期履行，双方不再争执。"));
        signs(demand, "A");
        if (story.equals("SIGNING")) {
            return;
        }
        signs(demand, "B");
        signs(demand, "MEDIATOR");
        fill(HEAD, demand, "seal-agreement", Map.of("decision", "seal"));
        if (story.equals("FILED")) {
            fill(MEDIATOR, demand, "follow-duty", Map.of("voucher", MARK + "收条一张，已入卷。"));
            fileAway(demand);
        }
    }

    private void fileAway(Demand demand) {
        fill(
                "mediation-caller",
                demand,
                "revisit-parties",
                Map.of(
                        "decision",
                        "settled",
                        "performance",
                        "FULL",
                        "satisfaction",
                        "ALL",
                        "note",
                        MARK + "电话回访双方，都已照办，没有新的争执。"));
        fill(SECRETARY, demand, "file-dossier", Map.of("summary", MARK + "材料齐全，一案一卷。"));
    }

    private void asks(Demand demand, String answer) {
        fill(SECRETARY, demand, "ask-party", Map.of("decision", answer, "channel", "PHONE"));
    }

    private void session(Demand demand, String result, Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.put("decision", result);
        form.put("mode", "JOINT");
        form.put("openness", "CLOSED");
        form.put("place", ROOM);
        form.put("present", "甲方、乙方");
        form.put("record", MARK + "双方各自说明了经过和要求，调解员说明了有关的规定，双方交换了意见。");
        fill(MEDIATOR, demand, "hold-session", form);
    }

    private void owes(Demand demand, String amount, int days) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "decision",
                "duty",
                "debtor",
                "B",
                "creditor",
                "A",
                "what",
                MARK + "按商定的办法履行",
                "dueDate",
                LocalDate.ofInstant(EngineClock.now(), PeopleTime.ZONE)
                        .plusDays(days)
                        .toString()));
        if (!amount.isEmpty()) {
            form.put("amount", amount);
        }
        fill(MEDIATOR, demand, "draft-agreement", form);
    }

    private void signs(Demand demand, String signer) {
        fill(MEDIATOR, demand, "collect-signatures", Map.of("decision", "signed", "signer", signer, "how", "SIGNED"));
    }

    private void fill(String username, Demand demand, String key, Map<String, Object> form) {
        Instant now = Instant.now();
        Instant next = EngineClock.now().plus(STEP);
        DemoStories.itIs(next.isBefore(now) ? next : now);
        stories.fills(username, demand, key, form);
    }

    /** The sessions to come: two of them at one time, which the calendar shows. */
    private void appoint(LocalDate today) {
        current.as(MEDIATOR, () -> {
            List<String> mediated = mediations.mine(false, "", Pageable.unpaged()).stream()
                    .filter(line -> line.status() == Status.MEDIATING)
                    .map(Mediations.Line::number)
                    .toList();
            LocalDate next = today.plusDays(1);
            for (int i = 0; i < mediated.size(); i++) {
                LocalTime from = LocalTime.of(MORNING, 0).plusMinutes(30L * i);
                appointments.make(
                        mediated.get(i), new Appointments.Wish(next, from, from.plusHours(1), Mode.JOINT, ROOM, true));
            }
            return null;
        });
    }
}
