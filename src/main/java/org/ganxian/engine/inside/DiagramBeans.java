package org.ganxian.engine.inside;

import java.util.AbstractMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.CalledByDiagrams;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** The beans that expressions may call, by name: those marked {@link CalledByDiagrams}, each made when it is first called. */
@RequiredArgsConstructor
class DiagramBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory beans;

    /** Names that were called and may be; never one of somebody's choice that may not. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public boolean containsKey(Object asked) {
        String name = asked.toString();
        if (known.contains(name)) {
            return true;
        }
        boolean isCalled =
                beans.containsBean(name) && beans.findAnnotationOnBean(name, CalledByDiagrams.class, false) != null;
        if (isCalled) {
            known.add(name);
        }
        return isCalled;
    }

    @Override
    public @Nullable Object get(Object name) {
        return containsKey(name) ? beans.getBean(name.toString()) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Set.of(beans.getBeanNamesForAnnotation(CalledByDiagrams.class)).stream()
                .map(name -> new SimpleImmutableEntry<Object, Object>(name, beans.getBean(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
