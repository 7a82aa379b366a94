package org.ganxian.order;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.ganxian.BenchedCity;
import org.ganxian.SentToDatabase;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.util.ClassUtils;

/** Orders or repairs (the tests' third flow) of ours, worked through the services behind Tasklist's doors: each step is claimed, then its form is handed in. */
final class ProductOrders implements OrderSide {

    private static final String UNIT = "350602004001B1";

    /** As many as there are threads at most. */
    private static final int PAIRS = 16;

    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;
    private final IdentityService identity;
    private final TaskService tasks;
    private final FormService forms;
    private final Residents residents;
    private final Work work;

    /** Those whose hands are free: a person does one thing at a time, so that each thread has people of its own. */
    private final BlockingQueue<Hands> free = new LinkedBlockingQueue<>();

    /** User names of two who work a case. */
    private record Hands(String dispatcher, String member) {}

    ProductOrders(String server, Work work) {
        this.work = work;
        context = BenchedCity.start(server, c -> {
            c.getBeanFactory().addBeanPostProcessor(counting());
            if (work == Work.REPAIRS) {
                new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) c.getBeanFactory()).register(thirdFlow());
            }
        });
        identity = context.getBean(IdentityService.class);
        tasks = context.getBean(TaskService.class);
        forms = context.getBean(FormService.class);
        residents = context.getBean(Residents.class);
        for (int pair = 0; pair < PAIRS; pair++) {
            free.add(new Hands(another("dispatcher", Duty.DISPATCHER, pair), another("member", Duty.MEMBER, pair)));
        }
    }

    private String another(String name, Duty duty, int number) {
        Person person = new Person("bench-" + name + number, "林建国", "13800000002", UNIT, duty, null);
        context.getBean(People.class).add(person, "bench-7Kd93mQz" + number);
        return person.username();
    }

    private static Class<?> thirdFlow() {
        return ClassUtils.resolveClassName("org.ganxian.world.repair.RepairSetup", null);
    }

    /** Wraps the pool before anything uses it. */
    static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof javax.sql.DataSource pool && !(bean instanceof SentToDatabase)
                        ? new SentToDatabase(pool)
                        : bean;
            }
        };
    }

    @Override
    public SentToDatabase sent() {
        return (SentToDatabase) context.getBean(javax.sql.DataSource.class);
    }

    @Override
    public void oneCase() {
        Hands hands = Objects.requireNonNull(free.poll(), "More threads than people");
        try {
            oneCase(hands.dispatcher(), hands.member());
        } finally {
            free.add(hands);
        }
    }

    private void oneCase(String dispatcher, String member) {
        if (work == Work.REPAIRS) {
            Demand repair = residents.place(BenchedCity.brokenLamp(), "repair-reported");
            step(member, repair, "do-repair", Map.of("report", "换了凳腿，坐上去很稳。"));
            residents.rate(repair.number(), repair.queryCode(), 5, null);
            return;
        }
        Demand order = BenchedCity.aBrokenLamp(context);
        Map<String, Object> dispatch = Map.of("decision", "open", "skills", "电工", "visitWindow", "周六上午");
        if (work == Work.ORDERS_AT_ONCE) {
            step(dispatcher, order, "screen-order", dispatch);
        } else {
            step(dispatcher, order, "screen-order", Map.of("decision", "accept"));
            step(dispatcher, order, "dispatch-order", dispatch);
        }
        step(member, order, "claim-order", Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午九点上门"));
        step(member, order, "serve-order", Map.of("decision", "report", "report", "已换好灯管，当场试过能亮。"));
        step(dispatcher, order, "check-result", Map.of("decision", "approve"));
        residents.rate(order.number(), order.queryCode(), 5, null);
    }

    private void step(String who, Demand order, String key, Map<String, Object> form) {
        identity.setAuthentication(
                who,
                groups.computeIfAbsent(who, w -> identity.createGroupQuery().groupMember(w).list().stream()
                        .map(Group::getId)
                        .toList()));
        try {
            var task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(order.number())
                    .taskDefinitionKey(key)
                    .singleResult();
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), who);
            }
            forms.submitTaskForm(task.getId(), form);
        } finally {
            identity.clearAuthentication();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
