package org.ganxian.engine.thrift;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.ognl.ObjectPropertyAccessor;
import org.apache.ibatis.ognl.OgnlContext;
import org.apache.ibatis.ognl.OgnlException;
import org.apache.ibatis.ognl.OgnlRuntime;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions in the engine's SQL read from its questions, by getters that are found once for each class. OGNL
 * looks again through all methods of a class each time, and a question for tasks has a hundred such conditions.
 */
class QuickProperties extends ObjectPropertyAccessor {

    private final ClassValue<Map<String, Optional<Method>>> getters = new ClassValue<>() {
        @Override
        protected Map<String, Optional<Method>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** For all plain objects, in MyBatis's own copy of OGNL, which only the engine uses. */
    static void teach() {
        OgnlRuntime.setPropertyAccessor(Object.class, new QuickProperties());
    }

    @Override
    public @Nullable Object getPossibleProperty(OgnlContext context, Object target, String name) throws OgnlException {
        Map<String, Optional<Method>> known = getters.get(target.getClass());
        Optional<Method> getter = known.get(name);
        if (getter == null) {
            getter = getter(target.getClass(), name);
            known.put(name, getter);
        }
        if (getter.isEmpty()) {
            return super.getPossibleProperty(context, target, name);
        }
        try {
            return getter.get().invoke(target);
        } catch (InvocationTargetException thrown) {
            throw new OgnlException(name, thrown.getTargetException());
        } catch (IllegalAccessException unseen) {
            throw new OgnlException(name, unseen);
        }
    }

    /** The one that OGNL would call; empty for a field, and for what is out of reach. */
    private static Optional<Method> getter(Class<?> type, String name) {
        Method found = OgnlRuntime.getGetMethod(type, name);
        return Optional.ofNullable(found == null ? OgnlRuntime.getReadMethod(type, name) : found)
                .filter(Method::trySetAccessible);
    }
}
