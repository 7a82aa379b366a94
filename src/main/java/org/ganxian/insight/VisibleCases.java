package org.ganxian.insight;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.StaffDirectory;
import org.ganxian.organization.Unit;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cases that the logged-in manager or supervisor may look at: those of their area. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class VisibleCases {

    private static final String LOOKED_AT = "case-shown";

    private final Managers managers;
    private final Demands demands;
    private final HistoryService historyService;
    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final CurrentActor currentActor;
    private final People people;
    private final StaffDirectory staff;

    /**
     * One of them; that it was looked at is on record.
     *
     * @throws Refusal 403 for whoever is neither manager nor supervisor, 404 for a case outside their area
     */
    @Transactional
    public Demand lookAt(String number) {
        Area area = managers.area(null);
        if (!lies(number, area)) {
            throw Refusal.notFound("您的辖区内没有编号为 " + number + " 的诉求");
        }
        audit.record(currentActor.get(), LOOKED_AT, number);
        return demands.get(number);
    }

    private boolean lies(String number, Area area) {
        return jdbc.queryForList("select area_code from insight_case where number = ?", String.class, number).stream()
                .anyMatch(area::contains);
    }

    /** All whom {@link #lookAt} would let look at it, each with the place that they look after. */
    @Transactional(readOnly = true)
    public Map<Person, Unit> readers(String number) {
        Map<Unit, Boolean> seenFrom = new HashMap<>();
        Map<Person, Unit> readers = new LinkedHashMap<>();
        for (String username : staff.on(Duty.LOOKING_AFTER_CASES)) {
            people.find(username)
                    .ifPresent(person -> managers.lookedAfterBy(person)
                            .filter(own -> seenFrom.computeIfAbsent(own, unit -> lies(number, managers.areaOf(unit))))
                            .ifPresent(own -> readers.put(person, own)));
        }
        return readers;
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
