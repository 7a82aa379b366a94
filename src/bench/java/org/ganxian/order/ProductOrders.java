package org.ganxian.order;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.ganxian.BenchedCity;
import org.ganxian.SentToDatabase;
import org.ganxian.casework.Residents;
import org.ganxian.demand.Demand;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.util.ClassUtils;

/** Orders or repairs (the tests' third flow) of ours, worked through the services behind Tasklist's doors: each step is claimed, then its form is handed in. */
final class ProductOrders implements OrderSide {

    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;
    private final IdentityService identity;
    private final TaskService tasks;
    private final FormService forms;
    private final Residents residents;
    private final Work work;

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
        if (work == Work.REPAIRS) {
            Demand repair = residents.place(BenchedCity.brokenLamp(), "repair-reported");
            step("member1", repair, "do-repair", Map.of("report", "换了凳腿，坐上去很稳。"));
            residents.rate(repair.number(), repair.queryCode(), 5, null);
            return;
        }
        Demand order = BenchedCity.aBrokenLamp(context);
        Map<String, Object> dispatch = Map.of("decision", "open", "skills", "电工", "visitWindow", "周六上午");
        if (work == Work.ORDERS_AT_ONCE) {
            step("dispatcher", order, "screen-order", dispatch);
        } else {
            step("dispatcher", order, "screen-order", Map.of("decision", "accept"));
            step("dispatcher", order, "dispatch-order", dispatch);
        }
        step("member1", order, "claim-order", Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午九点上门"));
        step("member1", order, "serve-order", Map.of("decision", "report", "report", "已换好灯管，当场试过能亮。"));
        step("dispatcher", order, "check-result", Map.of("decision", "approve"));
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
