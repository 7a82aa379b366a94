package org.ganxian.engine.thrift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import org.apache.ibatis.builder.SqlSourceBuilder;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.DynamicSqlSource;
import org.apache.ibatis.scripting.xmltags.SqlNode;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the engine whose text is put together for each question, as before; the parameters in a text that was
 * read before are not looked for again. MyBatis goes through the text, and asks by reflection what each parameter is, each
 * time.
 */
class ReadOnceSql implements SqlSource {

    /** Texts of one statement differ by what is asked for and by how many values are in a list. */
    private static final int TEXTS = 100;

    /**
     * All that MyBatis learns about parameters from.
     *
     * @param values what is bound besides the question itself, by name: what class it is of
     */
    private record Text(String sql, Class<?> question, Map<String, Class<?>> values) {}

    private final Configuration configuration;
    private final SqlNode nodes;
    private final Cache<Text, SqlSource> read =
            Caffeine.newBuilder().maximumSize(TEXTS).build();

    private ReadOnceSql(Configuration configuration, SqlNode nodes) {
        this.configuration = configuration;
        this.nodes = nodes;
    }

    /** For all statements that are put together. Once they are all known. */
    static void teach(Configuration configuration) {
        // Raw: what is known by a short name that two share is no statement.
        for (Object known : configuration.getMappedStatements()) {
            if (known instanceof MappedStatement statement
                    && statement.getSqlSource() instanceof DynamicSqlSource source) {
                SqlNode nodes = (SqlNode) SystemMetaObject.forObject(source).getValue("rootSqlNode");
                MetaObject itself = SystemMetaObject.forObject(statement);
                itself.setValue("sqlSource", new ReadOnceSql(configuration, nodes));
            }
        }
    }

    @Override
    public BoundSql getBoundSql(@Nullable Object question) {
        DynamicContext context = new DynamicContext(configuration, question);
        nodes.apply(context);
        Map<String, Object> bound = context.getBindings();
        Map<String, Class<?>> values = classes(bound);
        Class<?> type = question == null ? Object.class : question.getClass();
        String sql = context.getSql();
        // What is within a map that is named as such, and not by what is in it, is of no class known before.
        SqlSource source = values == null || question instanceof Map && sql.contains("#{_parameter.")
                ? read(sql, type, bound)
                : read.get(new Text(sql, type, values), text -> read(sql, type, bound));
        BoundSql answer = source.getBoundSql(question);
        bound.forEach(answer::setAdditionalParameter);
        return answer;
    }

    private SqlSource read(String sql, Class<?> type, Map<String, Object> bound) {
        return new SqlSourceBuilder(configuration).parse(sql, type, bound);
    }

    /** Null where a map or a list is bound: what is in it says more than its class. */
    private static @Nullable Map<String, Class<?>> classes(Map<String, Object> bound) {
        Map<String, Class<?>> classes = new HashMap<>();
        for (Map.Entry<String, Object> one : bound.entrySet()) {
            Object value = one.getValue();
            if (one.getKey().equals(DynamicContext.PARAMETER_OBJECT_KEY)) {
                continue;
            } else if (value instanceof Map || value instanceof Iterable) {
                return null;
            }
            classes.put(one.getKey(), value == null ? Void.class : value.getClass());
        }
        return classes;
    }
}
