package org.ganxian.engine.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.ganxian.engine.CalledByDiagrams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What a name in an expression of a diagram means. */
class DiagramExpressionsTest {

    @CalledByDiagrams
    private static final class Flow {}

    @Test
    void aBeanIsFoundWithoutReadingTheVariablesOfTheCase() {
        Flow flow = new Flow();
        DiagramExpressions expressions =
                new DiagramExpressions(new DiagramBeans(new StaticListableBeanFactory(Map.of("orderFlow", flow))));
        VariableScope execution = mock(VariableScope.class);
        ELContext context = expressions.getElContext(execution);

        assertThat(context.getELResolver().getValue(context, null, "orderFlow")).isSameAs(flow);
        verifyNoInteractions(execution);
    }
}
