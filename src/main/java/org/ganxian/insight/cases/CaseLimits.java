package org.ganxian.insight.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.sla.Milestone;
import org.ganxian.sla.SlaClock;
import org.ganxian.sla.SlaClocks;
import org.ganxian.sla.TimeLeft;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Until when a case has to be where, and why it is late. */
@Component
@RequiredArgsConstructor
class CaseLimits {

    private final SlaClocks clocks;
    private final TimeLeft.Times times;
    private final Clock clock;

    List<CaseView.Deadline> deadlines(String number) {
        Instant now = clock.instant();
        Map<Milestone, TimeLeft> left = new EnumMap<>(Milestone.class);
        times.of(List.of(number), now).getOrDefault(number, List.of()).forEach(one -> left.put(one.step(), one));
        return ofOffice(number).stream()
                .map(c -> deadline(c, c.endedAt().isPresent() ? null : left.get(c.step()), now))
                .toList();
    }

    List<CaseView.Pause> pauses(String number) {
        return clocks.pausesOf(number).stream()
                .map(p -> new CaseView.Pause(p.from(), p.to()))
                .toList();
    }

    private List<SlaClock> ofOffice(String number) {
        return clocks.of(number).stream().filter(c -> isOfOffice(c.step())).toList();
    }

    /** Limits that say whether the office is late, without those of supervisors. */
    private static boolean isOfOffice(Milestone step) {
        return switch (step) {
            case DISPATCH, FIRST_CONTACT, CLAIM, COMPLETION, ACCEPTANCE, DECISION, ISSUE, RECTIFICATION, CALL_BACK ->
                true;
            default -> false;
        };
    }

    private CaseView.Deadline deadline(SlaClock c, @Nullable TimeLeft left, Instant now) {
        Duration late = clocks.lateAt(c, now);
        return new CaseView.Deadline(
                c.step().title(),
                c.dueAt(),
                c.endedAt().orElse(null),
                !late.isZero(),
                late.toMinutes(),
                left == null || !late.isZero() ? null : left.time().toMinutes(),
                c.isProvisional() && c.endedAt().isEmpty());
    }

    /** In zh-CN, a sentence for each limit that is passed, and where the case has been longest; empty when it is not late. */
    List<String> whyLate(String number, List<StepVisit> visited) {
        Instant now = clock.instant();
        List<String> why = new ArrayList<>();
        for (SlaClock c : ofOffice(number)) {
            Duration late = clocks.lateAt(c, now);
            if (!late.isZero()) {
                why.add(c.step().title() + "超时 " + PeopleTime.lasting(late)
                        + visited.stream()
                                .filter(s -> s.includes(c.dueAt()))
                                .findFirst()
                                .map(s -> "，到期时在“" + s.name() + "”环节")
                                .orElse(""));
            }
        }
        if (!why.isEmpty()) {
            visited.stream()
                    .max(Comparator.comparing(s -> s.lasted(now)))
                    .ifPresent(s -> why.add("停留最久的环节是“" + s.name() + "”，" + PeopleTime.lasting(s.lasted(now))));
        }
        return why;
    }
}
