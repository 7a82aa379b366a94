package org.ganxian.engine.session;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.SerializationUtils;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.convert.ConversionException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Writes a session when it has changed. The webapps set what they have read again with every call, and Spring Session
 * notes each call's time: for somebody who works in Tasklist that would be a commit a call. Reading is one select.
 */
class Logins implements SessionRepository<Logins.Login>, DisposableBean {

    /** A session ends so much earlier than its timeout says, at most. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** A page that asks for a login makes a session, too; whoever logs in then gets a new one. */
    private static final Duration WITHOUT_LOGIN = Duration.ofMinutes(10);

    private final JdbcIndexedSessionRepository store;
    private final SessionRepository<Session> sessions;

    /** By the object that was read: it may be changed and set again, but its row is what it was. */
    private final Cache<Object, byte[]> rows;

    /** The type of its sessions is its own. */
    @SuppressWarnings("unchecked")
    Logins(JdbcIndexedSessionRepository store, Cache<Object, byte[]> rows) {
        this.store = store;
        this.rows = rows;
        this.sessions = (SessionRepository<Session>) (SessionRepository<?>) store;
    }

    @Override
    public Login createSession() {
        return new Login(sessions.createSession(), rows, true);
    }

    @Override
    public void save(Login login) {
        if (login.fresh && !login.isLogin()) {
            login.session.setMaxInactiveInterval(WITHOUT_LOGIN);
        }
        login.fresh = false;
        sessions.save(login.session);
    }

    @Override
    public @Nullable Login findById(String id) {
        Session found = sessions.findById(id);
        return found == null ? null : new Login(found, rows, false);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    @Override
    public void destroy() {
        store.destroy();
    }

    static final class Login implements Session {

        private final Session session;
        private final Cache<Object, byte[]> rows;
        private final Map<String, byte[]> asRead = new HashMap<>();
        private boolean fresh;

        private Login(Session session, Cache<Object, byte[]> rows, boolean fresh) {
            this.session = session;
            this.rows = rows;
            this.fresh = fresh;
        }

        private boolean isLogin() {
            return getAttributeNames().stream()
                    .map(this::<Object>getAttribute)
                    .anyMatch(kept -> kept instanceof Authentications known
                            && !known.getAuthentications().isEmpty());
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            try {
                T value = session.getAttribute(name);
                byte[] row = value == null ? null : rows.getIfPresent(value);
                if (row != null) {
                    asRead.putIfAbsent(name, row);
                }
                return value;
            } catch (ConversionException | org.springframework.core.serializer.support.SerializationFailedException e) {
                // Of a version of the webapps that is gone: as if nobody were logged in.
                return null;
            }
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value instanceof java.io.Serializable written) {
                byte[] bytes = SerializationUtils.serialize(written);
                if (Arrays.equals(bytes, asRead.put(name, bytes))) {
                    return;
                }
            }
            session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            asRead.remove(name);
            session.removeAttribute(name);
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            if (fresh || Duration.between(session.getLastAccessedTime(), time).compareTo(NOTED_EVERY) > 0) {
                session.setLastAccessedTime(time);
            }
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
