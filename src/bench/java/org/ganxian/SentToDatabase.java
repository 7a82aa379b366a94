package org.ganxian;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what goes to the database, by kind and first table; a batch counts once for each of its rows. */
public final class SentToDatabase extends DelegatingDataSource {

    private static final Pattern TABLE = Pattern.compile("\\b(?:from|into|update)\\s+([a-z_0-9]+)");

    /** {@code -Dbench.where}: counts tell who asked, too. */
    private static final boolean WHERE = Boolean.getBoolean("bench.where");

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private volatile boolean counting;

    public SentToDatabase(DataSource real) {
        super(real);
    }

    /** Counts from now on, from nothing: what is only timed is not counted, which costs a tenth of a case's time. */
    public void forget() {
        counts.clear();
        counting = true;
    }

    public void stop() {
        counting = false;
    }

    /** How often since {@link #forget}, by kind and table. */
    public Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((what, often) -> all.put(what, often.get()));
        return all;
    }

    private void count(String what) {
        counts.computeIfAbsent(WHERE ? what + askers() : what, w -> new AtomicLong())
                .incrementAndGet();
    }

    /** By whom, from the statement outwards: managers and commands of the engine, and whatever is ours. */
    private static String askers() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(SentToDatabase::tells)
                        .map(f -> f.getClassName().replaceFirst(".*\\.", "").replaceFirst("\\$\\$.*", "") + "."
                                + f.getMethodName())
                        .distinct()
                        .limit(14)
                        .collect(Collectors.joining(" < ", " < ", "")));
    }

    private static boolean tells(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        return name.startsWith("org.ganxian.")
                        && !name.startsWith(SentToDatabase.class.getName())
                        && !name.contains("$$")
                || name.startsWith("org.camunda.")
                        && (name.endsWith("Manager") || name.endsWith("Cmd") || name.endsWith("Entity"));
    }

    private static String kindOf(String sql) {
        String plain = sql.strip().toLowerCase(Locale.ROOT);
        Matcher table = TABLE.matcher(plain);
        return plain.split("\\s", 2)[0] + " " + (table.find() ? table.group(1) : "");
    }

    @Override
    public Connection getConnection() throws java.sql.SQLException {
        return counting ? counted(Connection.class, super.getConnection(), null) : super.getConnection();
    }

    private <T> T counted(Class<T> type, Object real, String sql) {
        InvocationHandler handler = (proxy, method, given) -> {
            String name = method.getName();
            if (name.equals("commit")) {
                count("commit");
            } else if (sql != null
                    && (name.startsWith("execute") && !name.equals("executeBatch") || name.equals("addBatch"))) {
                count(kindOf(given == null ? sql : given[0].toString()));
            }
            Object answer = called(method, real, given);
            if (answer instanceof PreparedStatement && name.startsWith("prepare")) {
                return counted(PreparedStatement.class, answer, (String) given[0]);
            }
            return answer instanceof Statement && name.equals("createStatement")
                    ? counted(Statement.class, answer, "")
                    : answer;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object called(Method method, Object real, Object[] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
