package org.ganxian.engine.inside;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/** The rights that come with a task, as the engine gives them, but whoever only worked on the case before may read. */
class TaskRights extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String username, String type) {
        return WorkedCases.WORKED.equals(type)
                ? new AuthorizationEntity[] {
                    createOrUpdateAuthorization(task, username, null, Resources.TASK, false, Permissions.READ)
                }
                : super.newTaskUserIdentityLink(task, username, type);
    }
}
