package org.ganxian.engine.inside;

import java.beans.FeatureDescriptor;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.ganxian.engine.CalledByDiagrams;
import org.joda.time.ReadableInstant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What an expression may touch, whoever deployed it or saved it in a list: {@link DiagramBeans}, the task or execution
 * it stands in, and plain values. No class, no engine service, no other object can be read from or called.
 */
class DiagramExpressions extends JuelExpressionManager {

    private static final List<Class<?>> PLAIN = List.of(
            VariableScope.class,
            CharSequence.class,
            Number.class,
            Boolean.class,
            Enum.class,
            Date.class,
            ReadableInstant.class,
            Collection.class,
            Map.class);

    /** By class, which stays what it is. */
    private static final ClassValue<Boolean> WITHIN_REACH = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return PLAIN.stream().anyMatch(plain -> plain.isAssignableFrom(type))
                    || AnnotatedElementUtils.hasAnnotation(type, CalledByDiagrams.class);
        }
    };

    private final DiagramBeans named;

    DiagramExpressions(DiagramBeans beans) {
        super(beans);
        this.named = beans;
    }

    /** A bean is no variable: the engine would read all variables of the case first to find that out. */
    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver all = new CompositeELResolver();
        all.add(new Limits());
        all.add(new ReadOnlyMapELResolver(named));
        all.add(super.createElResolver());
        return all;
    }

    /** Resolves nothing itself, and lets nobody after it resolve what is out of bounds. */
    private static class Limits extends ELResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            require(base, property);
            return null;
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] given) {
            require(base, method);
            return null;
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            require(base, property);
            return null;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            require(base, property);
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return false;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return null;
        }

        private static void require(@Nullable Object base, @Nullable Object asked) {
            if (base == null) {
                return;
            }
            if (!WITHIN_REACH.get(base.getClass()) || "class".equals(asked) || "getClass".equals(asked)) {
                throw new ELException(
                        "Out of an expression's reach: " + base.getClass().getName() + "." + asked);
            }
        }
    }
}
