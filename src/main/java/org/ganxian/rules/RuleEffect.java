package org.ganxian.rules;

import java.util.Date;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bean that {@code processes/rule-change.bpmn} calls. */
@CalledByDiagrams
@Component("ruleEffect")
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
@Slf4j
public class RuleEffect {

    private final RuleDraft.Repository drafts;
    private final RuleDrafts changes;
    private final CurrentActor actors;

    /** 00:00 in the city of the day that was set. */
    public Date day(DelegateExecution execution) {
        RuleDraft draft = drafts.findById(execution.getProcessBusinessKey()).orElseThrow();
        return Date.from(Objects.requireNonNull(draft.effectiveOn())
                .atStartOfDay(PeopleTime.ZONE)
                .toInstant());
    }

    /** What cannot be put into force any more is said on the page; the rules before go on. */
    public void takeEffect(DelegateExecution execution) {
        String decision = execution.getProcessBusinessKey();
        drafts.findById(decision)
                .flatMap(draft -> changes.dayHasCome(decision, actors.ofId(draft.changedBy())))
                .ifPresent(wrong -> log.error("定时的规则改动没有生效，仍按原来的规则执行：{}，{}", decision, wrong));
    }
}
