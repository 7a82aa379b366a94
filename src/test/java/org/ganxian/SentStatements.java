package org.ganxian;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The statements that JPA sends, or all that are sent, for tests that ask for them. */
public class SentStatements implements StatementInspector {

    private static volatile List<String> sent;
    private static volatile List<String> all;
    private static volatile boolean withValues;

    /** What a question answered, and the statements it took. */
    public record Asked<T>(T answer, List<String> statements) {}

    public static <T> Asked<T> by(Supplier<T> question) {
        sent = new CopyOnWriteArrayList<>();
        try {
            return new Asked<>(question.get(), List.copyOf(sent));
        } finally {
            sent = null;
        }
    }

    /** As {@link #by}, with those of the engine and of JDBC; a batch is one. */
    public static <T> Asked<T> allBy(Supplier<T> question) {
        all = new CopyOnWriteArrayList<>();
        try {
            return new Asked<>(question.get(), List.copyOf(all));
        } finally {
            all = null;
        }
    }

    /** As {@link #allBy}, each as its driver puts it together, with the values: what MySQL can explain. */
    public static <T> Asked<T> explainableBy(Supplier<T> question) {
        withValues = true;
        try {
            return allBy(question);
        } finally {
            withValues = false;
        }
    }

    @Override
    public String inspect(String sql) {
        List<String> listening = sent;
        if (listening != null) {
            listening.add(sql);
        }
        return sql;
    }

    /** Puts itself before the pool, and lets it alone while nobody listens. */
    public static class Everywhere implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool && !(bean instanceof Listening) ? new Listening(pool) : bean;
        }
    }

    private static class Listening extends DelegatingDataSource {

        private Listening(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return all == null ? real : heard(Connection.class, real, null);
        }

        private static <T> T heard(Class<T> type, Object real, String sql) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                        List<String> listening = all;
                        if (listening != null && sql != null && method.getName().startsWith("execute")) {
                            listening.add(withValues ? real.toString() : sql);
                        }
                        Object answer = called(method, real, given);
                        return answer instanceof PreparedStatement
                                        && method.getName().equals("prepareStatement")
                                ? heard(PreparedStatement.class, answer, (String) given[0])
                                : answer;
                    }));
        }

        private static Object called(Method method, Object real, Object[] given) throws Throwable {
            try {
                return method.invoke(real, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
