package org.ganxian.insight.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.ganxian.engine.Roster;
import org.ganxian.insight.Managers;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 这个人能做什么: the answers that the doors would give, asked in this person's name. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class PersonRights {

    /**
     * @param what zh-CN
     * @param why zh-CN
     */
    record Right(String what, String why) {}

    private record App(String id, String name) {}

    private static final List<App> APPS = List.of(
            new App("tasklist", "任务列表"), new App("cockpit", "统计和流程（Cockpit）"), new App("admin", "引擎账号管理（Admin）"));

    private static final int MOST_TASKS = 20;

    // Nine: each door is asked itself, so that the page cannot say otherwise than the door.
    private final People people;
    private final Units units;
    private final Managers managers;
    private final Roster roster;
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final CurrentActor actors;

    /** Nothing for whoever may not work. */
    @Transactional(readOnly = true)
    public List<Right> of(Person person) {
        return roster.mayWork(person.username()) ? actors.asSystem(() -> all(person)) : List.of();
    }

    private List<Right> all(Person person) {
        List<Right> all = new ArrayList<>();
        List<Group> groups = identity.createGroupQuery()
                .groupMember(person.username())
                .orderByGroupId()
                .asc()
                .list();
        List<String> ids = groups.stream().map(Group::getId).toList();
        for (Group group : groups) {
            all.add(new Right("办理分给“" + group.getName() + "”的任务", "职责 " + group.getId()));
        }
        for (App app : APPS) {
            if (may(person, ids, Permissions.ACCESS, Resources.APPLICATION, app.id())) {
                all.add(new Right("打开" + app.name(), "职责带来的权限"));
            }
        }
        List<Authorization> diagrams = rightsToDiagrams(person, ids);
        for (ProcessDefinition process :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            if (may(person, ids, Permissions.CREATE_INSTANCE, diagrams, process.getKey())) {
                all.add(new Right("发起“" + process.getName() + "”", "职责带来的权限"));
            }
            if (may(person, ids, ProcessDefinitionPermissions.READ_INSTANCE, diagrams, process.getKey())) {
                all.add(new Right("看所有“" + process.getName() + "”的流程走到哪一步", "职责带来的权限"));
            }
        }
        managers.lookedAfterBy(person)
                .ifPresent(place -> all.add(new Right("看" + place.name() + "及以下所有诉求和统计（不含联系方式）", "管理或督办的辖区")));
        people.unitsOf(person, Set.of(Duty.ADMIN))
                .forEach(unit -> all.add(new Right("管理" + units.get(unit).name() + "及以下单位", Duty.ADMIN.title())));
        people.unitsOf(person, Set.of(Duty.AUDITOR))
                .forEach(
                        unit -> all.add(new Right("查看" + units.get(unit).name() + "及以下人员的审计记录", Duty.AUDITOR.title())));
        tasksOf(person, ids, all);
        return all;
    }

    private void tasksOf(Person person, List<String> groups, List<Right> all) {
        tasks.createTaskQuery()
                .taskAssignee(person.username())
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST_TASKS)
                .forEach(task -> all.add(new Right("办理“" + task.getName() + "”，看得到联系方式", "已领取这项任务")));
        if (!groups.isEmpty()) {
            long open = tasks.createTaskQuery().taskCandidateGroupIn(groups).count();
            all.add(new Right("现在可以领取 " + open + " 项任务", "分给其职责，还没有人领取"));
        }
    }

    /** Theirs, their groups' and everybody's. */
    private List<Authorization> rightsToDiagrams(Person person, List<String> groups) {
        Resources diagrams = Resources.PROCESS_DEFINITION;
        List<Authorization> found = new ArrayList<>(authorizations
                .createAuthorizationQuery()
                .resourceType(diagrams)
                .userIdIn(person.username(), Authorization.ANY)
                .list());
        if (!groups.isEmpty()) {
            found.addAll(authorizations
                    .createAuthorizationQuery()
                    .resourceType(diagrams)
                    .groupIdIn(groups.toArray(String[]::new))
                    .list());
        }
        return found;
    }

    /** What is granted, and nowhere taken back, is granted; all else the engine itself is asked. */
    private boolean may(
            Person person, List<String> groups, Permission permission, List<Authorization> diagrams, String key) {
        if (diagrams.stream().anyMatch(right -> right.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE)) {
            return may(person, groups, permission, Resources.PROCESS_DEFINITION, key);
        }
        return diagrams.stream()
                .filter(right -> Set.of(Authorization.ANY, key).contains(right.getResourceId()))
                .anyMatch(right -> right.isPermissionGranted(permission));
    }

    private boolean may(Person person, List<String> groups, Permission permission, Resource resource, String id) {
        return authorizations.isUserAuthorized(person.username(), groups, permission, resource, id);
    }
}
