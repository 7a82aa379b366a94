package org.ganxian.exchange;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.Step;
import org.ganxian.demand.TimelineEntry;
import org.ganxian.exchange.kept.ExchangeException;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.exchange.polled.ExchangePages;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Partners as a city has them: 12345, whose list gives us lamps, and 110. */
@TestComponent
public class PartnersStory {

    static final String LAMPS = "楼道照明";
    static final String TRAFFIC = "交通违法";
    static final String COURT = "诉讼";
    static final Actor ADMIN = new Actor("exchange-admin", "对接管理员");

    private static final List<String> OF_THE_EXCHANGE =
            List.of("exchange-in", "exchange-out", "exchange-due", "exchange-send");

    @Autowired
    Partners partners;

    @Autowired
    Mappings mappings;

    @Autowired
    Exchange exchange;

    @Autowired
    ExchangeDesk desk;

    @Autowired
    SecretCallers callers;

    @Autowired
    ExchangeFolders folders;

    @Autowired
    ExchangePages exchangePages;

    @Autowired
    ExchangeOrder.Repository orders;

    @Autowired
    StoredEnvelope.Repository envelopes;

    @Autowired
    ExchangeException.Repository exceptions;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    Demands demands;

    @Autowired
    Story story;

    @Autowired
    JdbcTemplate jdbc;

    /** Each with its own code, so that the tests of a class do not meet. */
    RudePartner partner(String code, boolean police, int port) {
        partners.add(
                code, new Partners.Details("平台 " + code, police, true, true, Partner.Habit.FILE, null, true), ADMIN);
        Partners.MadeKey key = partners.renewKey(code, ADMIN);
        RudePartner partner = new RudePartner(code, key.keyId(), key.secret(), port);
        partners.change(
                code,
                new Partners.Details("平台 " + code, police, true, true, Partner.Habit.PUSH, partner.address(), true),
                ADMIN);
        LocalDate since = partners.today().minusDays(1);
        item(code, LAMPS, ItemRule.Side.OURS, "分工清单第 3 项", since);
        item(code, TRAFFIC, ItemRule.Side.THEIRS, "交通违法由公安交警受理", since);
        item(code, COURT, ItemRule.Side.NEITHER, "已进入诉讼，请向受理法院询问", since);
        mappings.add(code, Mapping.Kind.CATEGORY, LAMPS, Story.SOCIAL_SERVICE, ADMIN);
        return partner;
    }

    private void item(String code, String category, ItemRule.Side side, String basis, LocalDate since) {
        partners.addItem(code, new Partners.NewItem(category, side, basis, since, null), ADMIN);
    }

    ExchangeOrder order(RudePartner partner, String sourceNo) {
        return orders.findByPartnerAndSourceNo(partner.code, sourceNo).orElseThrow();
    }

    public OrderState stateOf(RudePartner partner, String sourceNo) {
        return order(partner, sourceNo).state();
    }

    Demand demandOf(RudePartner partner, String sourceNo) {
        return demands.get(order(partner, sourceNo).demandNumber());
    }

    /** Runs what the job executor would run now, of the exchange, until nothing is due. */
    public void runs() {
        for (int round = 0; round < 50; round++) {
            List<Job> due = OF_THE_EXCHANGE.stream()
                    .flatMap(process -> due(process).stream())
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(this::run);
        }
        throw new AssertionError("The jobs do not end");
    }

    private List<Job> due(String process) {
        return management
                .createJobQuery()
                .processDefinitionKey(process)
                .executable()
                .active()
                .list();
    }

    private void run(Job job) {
        try {
            management.executeJob(job.getId());
        } catch (RuntimeException failed) {
            // It is tried again, as its retries say.
            if (management.createJobQuery().jobId(job.getId()).executable().count() > 0) {
                throw failed;
            }
        }
    }

    /** Time goes by, and what is due then happens. */
    public void passes(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
        for (String process :
                List.of("exchange-hold", "exchange-in", "exchange-out", "exchange-due", "exchange-send")) {
            due(process).forEach(this::run);
        }
        runs();
    }

    Task taskOf(String businessKey) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey).singleResult();
    }

    void does(String who, String businessKey, Map<String, Object> form) {
        Task task = taskOf(businessKey);
        story.as(who, () -> {
            tasks.claim(task.getId(), who);
            forms.submitTaskForm(task.getId(), form);
            return null;
        });
    }

    /** What waits for an administrator, in words. */
    List<String> open(RudePartner partner) {
        return jdbc.queryForList(
                "select words from exchange_exception where partner = ? and settled_at is null order by id",
                String.class,
                partner.code);
    }

    Demand inTriage() {
        return story.placed(Story.SOCIAL_SERVICE, "楼下有人天天占着消防通道停车，说了也不听。", null);
    }

    static Map<String, Object> form(RudePartner partner) {
        return Map.of(
                "decision",
                "transfer",
                "partner",
                partner.code,
                "transferReason",
                "交通违法由公安交警受理，电话 13912345678",
                "consentBy",
                "PHONE");
    }

    ExchangeOrder transferred(Demand demand, RudePartner partner) {
        story.completes("triage", demand, "triage-order", form(partner));
        runs();
        return orders.findByDemandNumberAndOutgoingTrueOrderByIdDesc(demand.number())
                .get(0);
    }

    OrderState stateOf(ExchangeOrder order) {
        return orders.findByNumber(order.number()).orElseThrow().state();
    }

    List<TimelineEntry> lines(Demand demand, Step step) {
        return demands.timeline(demands.get(demand.number())).stream()
                .filter(line -> line.step() == step)
                .toList();
    }
}
