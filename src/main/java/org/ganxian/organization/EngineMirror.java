package org.ganxian.organization;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.ganxian.engine.EngineGroups;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's groups and authorizations equal to units and duties. A group gets its applications and the right to
 * start or read processes here; the right to a single task comes from the engine itself when the task names the group.
 */
@Component
@RequiredArgsConstructor
class EngineMirror {

    private static final List<String> CASES = List.of("order", "window-service", "escalation", "handover");

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;

    void join(String username, Unit unit, Duty duty) {
        String group = duty.groupIn(unit.code());
        if (identityService.createGroupQuery().groupId(group).count() == 0) {
            create(group, unit, duty);
        }
        identityService.createMembership(username, group);
        if (duty == Duty.ADMIN) {
            joinEngineAdministrators(username);
        }
    }

    private void create(String id, Unit unit, Duty duty) {
        Group group = identityService.newGroup(id);
        group.setName(People.title(unit, duty));
        group.setType("WORKFLOW");
        identityService.saveGroup(group);
        grantRights(id, unit, duty);
    }

    /** Gives a group that an older version made what has been added to its duty since. */
    void renew(Unit unit, Duty duty) {
        String group = duty.groupIn(unit.code());
        if (identityService.createGroupQuery().groupId(group).count() > 0) {
            grantRights(group, unit, duty);
        }
    }

    private void grantRights(String id, Unit unit, Duty duty) {
        grant(id, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        grant(id, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(id, Resources.FILTER, "*", Permissions.READ);
        switch (duty) {
            case CLERK -> {
                grant(
                        id,
                        Resources.PROCESS_DEFINITION,
                        "order",
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.CREATE_INSTANCE);
                grant(id, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
                grant(id, Resources.PROCESS_DEFINITION, "window-service", ProcessDefinitionPermissions.READ);
            }
            case MANAGER -> {
                grant(id, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
                if (unit.kind() != Unit.Kind.CITY) {
                    // Diagrams only: the engine cannot limit instances to a part of the city, 干线's own figures are.
                    for (String process : CASES) {
                        grant(id, Resources.PROCESS_DEFINITION, process, ProcessDefinitionPermissions.READ);
                    }
                    return;
                }
                grant(
                        id,
                        Resources.PROCESS_DEFINITION,
                        "*",
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.READ_HISTORY);
                // Cockpit's page of tasks counts them by group, which the engine allows for all tasks or not at all.
                grant(id, Resources.TASK, "*", Permissions.READ);
                // Their names: units and duties, no people.
                grant(id, Resources.GROUP, "*", Permissions.READ);
                grant(id, Resources.DECISION_DEFINITION, "*", Permissions.READ, Permissions.READ_HISTORY);
                grant(id, Resources.DEPLOYMENT, "*", Permissions.READ);
            }
            default -> {
                // The diagram beside a task; tasks themselves come with the group.
                grant(id, Resources.PROCESS_DEFINITION, "order", ProcessDefinitionPermissions.READ);
                grant(id, Resources.PROCESS_DEFINITION, "window-service", ProcessDefinitionPermissions.READ);
                if (duty == Duty.SUPERVISOR) {
                    grant(id, Resources.PROCESS_DEFINITION, "escalation", ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.SUPERVISOR || duty == Duty.DISPATCHER) {
                    grant(id, Resources.PROCESS_DEFINITION, "handover", ProcessDefinitionPermissions.READ);
                }
            }
        }
    }

    private void joinEngineAdministrators(String username) {
        if (identityService
                        .createGroupQuery()
                        .groupId(EngineGroups.ADMINISTRATORS)
                        .count()
                == 0) {
            Group admins = identityService.newGroup(EngineGroups.ADMINISTRATORS);
            admins.setName("系统管理员");
            admins.setType(Groups.GROUP_TYPE_SYSTEM);
            identityService.saveGroup(admins);
        }
        for (Resource resource : Resources.values()) {
            grant(EngineGroups.ADMINISTRATORS, resource, "*", Permissions.ALL);
        }
        identityService.createMembership(username, EngineGroups.ADMINISTRATORS);
    }

    /** What the group has on this resource already, an administrator's changes included, stays as it is. */
    private void grant(String group, Resource resource, String id, Permission... permissions) {
        if (authorizationService
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0) {
            return;
        }
        Authorization authorization = authorizationService.createNewAuthorization(AUTH_TYPE_GRANT);
        authorization.setGroupId(group);
        authorization.setResource(resource);
        authorization.setResourceId(id);
        for (Permission permission : permissions) {
            authorization.addPermission(permission);
        }
        authorizationService.saveAuthorization(authorization);
    }
}
