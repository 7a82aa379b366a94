package org.ganxian.order;

import java.beans.FeatureDescriptor;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.ganxian.SentToDatabase;

/** The same {@code order.bpmn} on an engine as it comes, history full: its beans do nothing. */
final class BareOrders implements OrderSide {

    private static final List<String> DUE = List.of(
            "firstResponseDue",
            "firstResponseWarning",
            "completionDue",
            "completionWarning",
            "dispatchDue",
            "dispatchWarning",
            "claimDue",
            "ratingDue");

    private static final List<String> REPAIR_DUE =
            List.of("repairDue", "repairWarning", "repairRatingDue", "repairCallBackDue");

    private final HikariDataSource pool;
    private final Work work;
    private final SentToDatabase sent;
    private final ProcessEngine engine;

    /** Stands for every bean that the diagram calls. */
    private static final class Nothing {}

    BareOrders(String server, Work work) {
        this.work = work;
        HikariConfig settings = new HikariConfig();
        settings.setMaximumPoolSize(20);
        settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        settings.setJdbcUrl(database(server));
        if (server.isEmpty()) {
            settings.setUsername("sa");
        }
        pool = new HikariDataSource(settings);
        sent = new SentToDatabase(pool);
        StandaloneProcessEngineConfiguration bare = new StandaloneProcessEngineConfiguration();
        bare.setDataSource(sent);
        bare.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        bare.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        bare.setJobExecutorActivate(false);
        bare.setExpressionManager(new Beans());
        engine = bare.buildProcessEngine();
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        if (work == Work.REPAIRS) {
            deployment
                    .addClasspathResource("repair/repair.bpmn")
                    .addClasspathResource("repair/do-repair.form")
                    .addClasspathResource("repair/call-back-repair.form")
                    .deploy();
            return;
        }
        try (Stream<Path> forms = Files.list(Path.of("forms"))) {
            forms.forEach(form -> deployment.addString(form.getFileName().toString(), read(form)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deployment
                .addString("order.bpmn", read(Path.of("processes/order.bpmn")).replace("type=\"choices\"", "type=\"string\""))
                .addString("routing.dmn", read(Path.of("processes/routing.dmn")))
                .deploy();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String database(String server) {
        if (server.isEmpty()) {
            return "jdbc:h2:mem:bare;DB_CLOSE_DELAY=-1;MODE=MySQL;LOCK_TIMEOUT=10000";
        }
        String name = "ganxian_bare_" + UUID.randomUUID().toString().substring(0, 8);
        execute(server, "create database " + name + " character set utf8mb4");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(server, "drop database if exists " + name)));
        return server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name) + "&nullDatabaseMeansCurrent=true";
    }

    private static void execute(String server, String sql) {
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public SentToDatabase sent() {
        return sent;
    }

    @Override
    public void oneCase() {
        Map<String, Object> facts = new HashMap<>();
        Date later = Date.from(Instant.now().plus(Duration.ofDays(30)));
        (work == Work.REPAIRS ? REPAIR_DUE : DUE).forEach(name -> facts.put(name, later));
        String key = UUID.randomUUID().toString();
        if (work == Work.REPAIRS) {
            facts.put("repairSatisfied", true);
            facts.put("repairAnew", false);
            engine.getRuntimeService().startProcessInstanceByMessage("repair-reported", key, facts);
            step("member1", key, "do-repair", "REPORT");
            engine.getRuntimeService().correlateMessage("resident-rated", key);
            return;
        }
        facts.put("route", "UNIT");
        facts.put("satisfied", true);
        facts.put("demandId", 1L);
        facts.put("priority", "P3");
        facts.put("servingUnit", "350602004001B1");
        facts.put("handler", null);
        engine.getRuntimeService().startProcessInstanceByMessage("demand-registered", key, facts);
        if (work == Work.ORDERS_AT_ONCE) {
            step("dispatcher", key, "screen-order", "DISPATCH");
        } else {
            step("dispatcher", key, "screen-order", "ACCEPT");
            step("dispatcher", key, "dispatch-order", "DISPATCH");
        }
        step("member1", key, "claim-order", "CONTACTED");
        step("member1", key, "serve-order", "REPORT");
        step("dispatcher", key, "check-result", "APPROVE");
        engine.getRuntimeService().correlateMessage("resident-rated", key);
    }

    private void step(String who, String key, String step, String next) {
        engine.getIdentityService().setAuthentication(who, List.of());
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key)
                .taskDefinitionKey(step)
                .singleResult();
        if (task.getAssignee() == null) {
            engine.getTaskService().claim(task.getId(), who);
        }
        engine.getFormService().submitTaskForm(task.getId(), Map.of("next", next));
        engine.getIdentityService().clearAuthentication();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    /** Answers what the gateways and task definitions ask for and does nothing else. */
    private static final class Beans extends JuelExpressionManager {

        Beans() {
            super(beans());
        }

        private static Map<Object, Object> beans() {
            Map<Object, Object> all = new HashMap<>();
            for (String name : List.of(
                    "orderFlow",
                    "orderForms",
                    "orderDecisions",
                    "orderGroups",
                    "routingFacts",
                    "contactChannels",
                    "repairFlow",
                    "repairGroups")) {
                all.put(name, new Nothing());
            }
            return all;
        }

        @Override
        protected ELResolver createElResolver() {
            CompositeELResolver all = new CompositeELResolver();
            all.add(new Answers());
            all.add(super.createElResolver());
            return all;
        }
    }

    private static final class Answers extends ELResolver {

        private final Map<String, Object> answers = new HashMap<>(Map.of(
                "placeKnown", true, "category", "民政", "danger", false, "dispatchers", "dispatchers", "members", "members"));

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] given) {
            if (!(base instanceof Nothing)) {
                return null;
            }
            context.setPropertyResolved(true);
            return answers.get(method.toString());
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {}

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }

        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return Collections.emptyIterator();
        }
    }
}
