package org.ganxian.engine.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Member;
import java.util.List;
import org.apache.ibatis.ognl.MemberAccess;
import org.apache.ibatis.ognl.ObjectPropertyAccessor;
import org.apache.ibatis.ognl.Ognl;
import org.apache.ibatis.ognl.OgnlContext;
import org.apache.ibatis.ognl.OgnlException;
import org.apache.ibatis.ognl.PropertyAccessor;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickPropertiesTest {

    /** As MyBatis has it. */
    private static final MemberAccess ALL = new MemberAccess() {
        @Override
        public Object setup(OgnlContext context, Object target, Member member, String property) {
            return null;
        }

        @Override
        public void restore(OgnlContext context, Object target, Member member, String property, Object state) {}

        @Override
        public boolean isAccessible(OgnlContext context, Object target, Member member, String property) {
            return true;
        }
    };

    private final OgnlContext context = (OgnlContext) Ognl.createDefaultContext(new Object(), ALL, null, null);
    private final QuickProperties quick = new QuickProperties();

    /** Something of each kind. */
    public static class Asked {
        public String open = "a field";
        public final List<String> some = List.of("a");

        public String getName() {
            return "a getter";
        }

        public boolean isReady() {
            return true;
        }

        public boolean hasMore() {
            return true;
        }

        public String plain() {
            return "a method";
        }

        public Object getNothing() {
            return null;
        }

        public String getBroken() {
            throw new IllegalStateException("broken");
        }
    }

    private Object read(PropertyAccessor accessor, Object target, String name) {
        try {
            return accessor.getProperty(context, target, name);
        } catch (OgnlException none) {
            return none.getClass();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"open", "some", "name", "ready", "isReady", "more", "hasMore", "plain", "nothing", "absent"})
    void aPropertyIsWhatOgnlReads(String name) {
        for (int time = 0; time < 2; time++) {
            assertThat(read(quick, new Asked(), name)).isEqualTo(read(new ObjectPropertyAccessor(), new Asked(), name));
        }
    }

    @Test
    void whatAGetterThrowsIsTold() {
        assertThatThrownBy(() -> quick.getProperty(context, new Asked(), "broken"))
                .isInstanceOf(OgnlException.class)
                .rootCause()
                .hasMessage("broken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taskId",
                "isOrQueryActive",
                "candidateGroups",
                "candidateGroupsInternal",
                "authCheck",
                "variables",
                "withCandidateGroups",
                "taskNameCaseInsensitive"
            })
    void aQuestionOfTheEnginesIsReadAsBefore(String name) {
        TaskQueryImpl question = new TaskQueryImpl();
        question.taskId("a");
        assertThat(read(quick, question, name)).isEqualTo(read(new ObjectPropertyAccessor(), question, name));
    }
}
