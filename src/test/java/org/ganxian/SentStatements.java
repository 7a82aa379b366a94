package org.ganxian;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The statements that JPA sends, for tests that ask for them. */
public class SentStatements implements StatementInspector {

    private static volatile List<String> sent;

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

    @Override
    public String inspect(String sql) {
        List<String> listening = sent;
        if (listening != null) {
            listening.add(sql);
        }
        return sql;
    }
}
