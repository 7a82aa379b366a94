package org.ganxian.engine.inside;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.ganxian.engine.Roster;
import org.springframework.beans.factory.ObjectProvider;

/** The engine's own users and passwords, which open no door to somebody who is off duty. */
@RequiredArgsConstructor(access = AccessLevel.PRIVATE)
class ActiveStaffOnly extends DbIdentityServiceProvider {

    private final Roster roster;

    static SessionFactory factory(ObjectProvider<Roster> roster) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ActiveStaffOnly.class;
            }

            @Override
            public Session openSession() {
                return new ActiveStaffOnly(roster.getObject());
            }
        };
    }

    @Override
    public boolean checkPassword(String username, String password) {
        return roster.mayWork(username) && super.checkPassword(username, password);
    }
}
