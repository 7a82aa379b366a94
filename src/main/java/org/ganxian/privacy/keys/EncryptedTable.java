package org.ganxian.privacy.keys;

import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;

/**
 * A table with columns that are encrypted. Which ones these are is asked of the entities themselves, so that none is
 * forgotten when its key is changed.
 *
 * @param numbered whether its key is a number
 */
record EncryptedTable(String name, String key, boolean numbered, List<String> columns) {

    /** All there are, by name. */
    static List<EncryptedTable> of(EntityManagerFactory entities) {
        SessionFactoryImplementor factory = entities.unwrap(SessionFactoryImplementor.class);
        return factory.getMetamodel().getEntities().stream()
                .map(entity -> of(entity.getJavaType(), (AbstractEntityPersister)
                        factory.getMappingMetamodel().getEntityDescriptor(entity.getJavaType())))
                .filter(table -> !table.columns().isEmpty())
                .sorted(Comparator.comparing(EncryptedTable::name))
                .toList();
    }

    private static EncryptedTable of(Class<?> type, AbstractEntityPersister persister) {
        List<String> columns = new ArrayList<>();
        for (String path : encrypted(type, "")) {
            columns.addAll(List.of(persister.getPropertyColumnNames(path)));
        }
        return new EncryptedTable(
                persister.getTableName(),
                persister.getIdentifierColumnNames()[0],
                Number.class.isAssignableFrom(persister.getIdentifierType().getReturnedClass()),
                List.copyOf(columns));
    }

    /** Paths of attributes that are kept encrypted, those of embedded parts and of parents included. */
    private static List<String> encrypted(Class<?> type, String prefix) {
        List<String> paths = new ArrayList<>();
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (Arrays.stream(field.getAnnotationsByType(Convert.class))
                        .anyMatch(convert -> convert.converter() == Encrypted.class)) {
                    paths.add(prefix + field.getName());
                } else if (field.isAnnotationPresent(Embedded.class)) {
                    paths.addAll(encrypted(field.getType(), prefix + field.getName() + "."));
                }
            }
        }
        return paths;
    }

    /** True for rows that hold something encrypted. */
    String condition() {
        return columns.stream().map(column -> column + " is not null").collect(Collectors.joining(" or ", "(", ")"));
    }
}
