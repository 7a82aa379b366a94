package org.ganxian.engine.inside;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.ganxian.engine.Roster;
import org.ganxian.engine.attempts.LoginLimits;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's own users and passwords, which open no door to strangers and to somebody who is off duty. Who tried too
 * often is for {@link LoginLimits}: the engine's own lock would keep the owner out.
 */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
class ActiveStaffOnly extends DbIdentityServiceProvider {

    private final Roster roster;
    private final LoginLimits limits;

    static SessionFactory factory(ObjectProvider<Roster> roster, ObjectProvider<LoginLimits> limits) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ActiveStaffOnly.class;
            }

            @Override
            public Session openSession() {
                return new ActiveStaffOnly(roster.getObject(), limits.getObject());
            }
        };
    }

    @Override
    public boolean checkPassword(String username, String password) {
        return username != null && password != null && limits.check(username, () -> isRight(username, password));
    }

    private boolean isRight(String username, String password) {
        UserEntity user = findUserById(username);
        return user != null && user.getId().equals(username) && matchPassword(password, user);
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        boolean changed = user instanceof UserEntity entity && entity.hasNewPassword();
        IdentityOperationResult saved = super.saveUser(user);
        if (changed) {
            roster.passwordChanged(user.getId());
        }
        return saved;
    }
}
