package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadOnceSqlTest {

    private static final String STATEMENTS = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="these">
              <select id="some" resultType="string">
                <bind name="like" value="name + '%'"/>
                select * from t where name like #{like}
                <if test="number != null">and number = #{number}</if>
                <if test="groups != null and groups.size > 0">
                  and g in <foreach item="one" collection="groups" open="(" separator="," close=")">#{one}</foreach>
                </if>
              </select>
              <select id="within" resultType="string">
                select * from t <if test="number != null">where number = #{_parameter.number}</if>
              </select>
            </mapper>
            """;

    /** What somebody asks for. */
    public record Asked(String name, Integer number, List<?> groups) {
        public String getName() {
            return name;
        }

        public Integer getNumber() {
            return number;
        }

        public List<?> getGroups() {
            return groups;
        }
    }

    private final Configuration plain = statements();
    private final Configuration quick = statements();

    private static Configuration statements() {
        Configuration all = new Configuration();
        new XMLMapperBuilder(
                        new ByteArrayInputStream(STATEMENTS.getBytes(StandardCharsets.UTF_8)),
                        all,
                        "these",
                        all.getSqlFragments())
                .parse();
        return all;
    }

    @BeforeEach
    void teach() {
        ReadOnceSql.teach(quick);
    }

    /** The text, and of each parameter its name, its class and what stands for it besides the question. */
    private static List<Object> told(Configuration all, String statement, Object asked) {
        BoundSql bound = all.getMappedStatement("these." + statement).getBoundSql(asked);
        List<Object> told = new ArrayList<>(List.of(bound.getSql()));
        bound.getParameterMappings().forEach(parameter -> {
            told.add(parameter.getProperty() + " " + parameter.getJavaType() + " "
                    + parameter.getTypeHandler().getClass());
            told.add(
                    bound.hasAdditionalParameter(parameter.getProperty())
                            ? bound.getAdditionalParameter(parameter.getProperty())
                            : "the question's");
        });
        return told;
    }

    private void isTheSame(String statement, Object asked) {
        assertThat(told(quick, statement, asked)).isEqualTo(told(plain, statement, asked));
    }

    @Test
    void whateverIsAskedIsAskedAsBefore() {
        for (int again = 0; again < 2; again++) {
            isTheSame("some", new Asked("a", null, null));
            isTheSame("some", new Asked("b", 1, List.of()));
            isTheSame("some", new Asked("c", 2, List.of("x", "y")));
            isTheSame("some", new Asked("d", 3, List.of("z", "y")));
            isTheSame("some", Map.of("name", "e", "number", "four", "groups", List.of("x")));
        }
    }

    @Test
    void valuesOfAnotherClassAreOfThatClass() {
        isTheSame("some", new Asked("a", null, List.of("x")));
        isTheSame("some", new Asked("a", null, List.of(1L)));
    }

    @Test
    void whatIsInAMapIsLookedAtEachTime() {
        isTheSame("within", Map.of("number", 1));
        isTheSame("within", Map.of("number", "one"));
    }
}
