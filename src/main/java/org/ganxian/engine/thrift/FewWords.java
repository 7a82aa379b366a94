package org.ganxian.engine.thrift;

import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.util.EnsureUtil;

/**
 * The engine's rows. It looks at the id of each new row, and first puts all columns into words, for the case that the id
 * is wrong.
 */
class FewWords extends DbEntityManager {

    private FewWords(IdGenerator ids, PersistenceSession database) {
        super(ids, database);
    }

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return DbEntityManager.class;
            }

            @Override
            public Session openSession() {
                return new FewWords(
                        Context.getProcessEngineConfiguration().getIdGenerator(),
                        Context.getCommandContext().getSession(PersistenceSession.class));
            }
        };
    }

    @Override
    protected void validateId(DbEntity row) {
        EnsureUtil.ensureValidIndividualResourceId(row.getClass().getName(), row.getId());
    }
}
