package org.ganxian.insight;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.escalation.Interventions;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cases that the logged-in manager or supervisor may look at: those of their area, and those that they gave to others. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class VisibleCases {

    private static final String LOOKED_AT = "case-shown";

    private final Managers managers;
    private final Demands demands;
    private final Interventions interventions;
    private final HistoryService historyService;
    private final CaseAreas areas;
    private final Audit audit;
    private final CurrentActor currentActor;

    /**
     * One of them; that it was looked at is on record.
     *
     * @throws Refusal 403 for whoever is neither manager nor supervisor, 404 for a case outside their area
     */
    @Transactional
    public Demand lookAt(String number) {
        Area area = managers.area(null);
        if (!areas.isIn(area, number) && !interventions.hasGiven(number)) {
            throw Refusal.notFound("您的辖区内没有编号为 " + number + " 的诉求");
        }
        audit.record(currentActor.get(), LOOKED_AT, number);
        return demands.get(number);
    }

    /**
     * The rule of {@link #lookAt} for many at once, in SQL on {@code insight_case}, called {@code c}.
     *
     * @param condition what stands behind {@code where}, for these parameters
     */
    public record Seen(String condition, Map<String, Object> parameters) {

        private static final Seen NONE = new Seen("1 = 0", Map.of());

        public boolean isNone() {
            return equals(NONE);
        }
    }

    /** No case for whoever is neither manager nor supervisor. */
    @Transactional(readOnly = true)
    public Seen seen() {
        return managers.ownWhole().map(this::seenIn).orElse(Seen.NONE);
    }

    private Seen seenIn(Area area) {
        Set<String> given = area.isWholeCity() ? Set.of() : interventions.given();
        Map<String, Object> parameters = new HashMap<>(area.parameters());
        String condition = "1 = 1" + area.condition();
        if (!given.isEmpty()) {
            parameters.put("given", given);
            condition = "(" + condition + " or c.number in (:given))";
        }
        return new Seen(condition, parameters);
    }

    /** @throws Refusal 404 for an instance that belongs to no case */
    public String numberOf(String processInstance) {
        HistoricProcessInstance instance = currentActor.asSystem(() -> historyService
                .createHistoricProcessInstanceQuery()
                .processInstanceId(processInstance)
                .singleResult());
        if (instance == null || instance.getBusinessKey() == null) {
            throw Refusal.notFound("这个流程实例不属于哪件诉求");
        }
        return instance.getBusinessKey();
    }
}
