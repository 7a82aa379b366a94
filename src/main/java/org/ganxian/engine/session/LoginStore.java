package org.ganxian.engine.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.Deserializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

/** The webapps' session, which all doors of staff read (decision 003), in the tables of Spring Session. */
@Configuration
@EnableSpringHttpSession
class LoginStore {

    /**
     * What the webapps keep: who is logged in, and their CSRF token; and of the city's identity provider what was asked
     * and what it answered. Nothing else is read back.
     */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter(
            "maxdepth=20;maxbytes=60000;org.camunda.bpm.webapp.**;org.springframework.security.oauth2.**;"
                    + "org.springframework.security.core.**;org.springframework.security.authentication.*;"
                    + "org.springframework.security.web.authentication.*;"
                    + "java.lang.*;java.util.*;java.time.*;java.net.URL;!*");

    @Bean
    Logins sessionRepository(JdbcTemplate jdbc, ServerProperties server) {
        // Each statement for itself: a session's row and its few attributes need no transaction around them.
        JdbcIndexedSessionRepository sessions =
                new JdbcIndexedSessionRepository(jdbc, TransactionOperations.withoutTransaction());
        Cache<Object, byte[]> rows = Caffeine.newBuilder().weakKeys().build();
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new DeserializingConverter(knownOnly(rows)));
        sessions.setConversionService(conversion);
        sessions.setDefaultMaxInactiveInterval(server.getServlet().getSession().getTimeout());
        // Two requests of a browser may write the same attribute at the same moment.
        sessions.setCreateSessionAttributeQuery("insert into %TABLE_NAME%_ATTRIBUTES"
                + " (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES) values (?, ?, ?)"
                + " on duplicate key update ATTRIBUTE_BYTES = values(ATTRIBUTE_BYTES)");
        sessions.afterPropertiesSet();
        return new Logins(sessions, rows);
    }

    /** @param rows takes what each object was read from, as long as the object is in use */
    private static Deserializer<Object> knownOnly(Cache<Object, byte[]> rows) {
        return new Deserializer<>() {
            @Override
            public Object deserialize(InputStream bytes) throws IOException {
                byte[] row = bytes.readAllBytes();
                try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(row))) {
                    objects.setObjectInputFilter(KNOWN);
                    Object read = objects.readObject();
                    rows.put(read, row);
                    return read;
                } catch (ClassNotFoundException e) {
                    throw new IOException(e);
                }
            }
        };
    }
}
