package org.ganxian.organization;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.camunda.bpm.engine.identity.User;
import org.ganxian.engine.EngineGroups;
import org.ganxian.platform.CurrentActor;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's groups and authorizations equal to units and duties. A group gets its applications and the right to
 * start or read processes here; the right to a single task comes from the engine itself when the task names the group.
 */
@Component
@RequiredArgsConstructor
class EngineMirror {

    /** Of those who may log in and have nothing to do: on leave, or between two duties. */
    private static final String WITHOUT_POST = "without-post";

    private static final List<String> CASES = List.of(
            "order",
            "window-service",
            "mediation",
            "court-report",
            "co-committee",
            "unsettled-revisit",
            "escalation",
            "handover");

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;
    private final Units units;
    private final CurrentActor currentActor;

    /**
     * Makes the engine's users of some on staff. The engine shows first and last name: unit and duty, never the person's
     * name.
     *
     * @param passwords by user name; the engine salts and hashes them
     */
    void admit(Collection<Person> people, Map<String, String> passwords) {
        currentActor.asSystem(() -> {
            for (Person person : people) {
                User user = identityService.newUser(person.username());
                name(user, person);
                user.setPassword(passwords.get(person.username()));
                identityService.saveUser(user);
            }
            return null;
        });
    }

    /** Which of these user names the engine has, on staff or not, in small letters. */
    Set<String> usersAmong(Collection<String> usernames) {
        return currentActor.asSystem(
                () -> identityService.createUserQuery().userIdIn(usernames.toArray(String[]::new)).list().stream()
                        .map(user -> user.getId().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    private void name(User user, Person person) {
        Unit unit = units.get(person.unitCode());
        user.setFirstName(unit.name());
        user.setLastName(People.dutyTitle(unit, person.duty()));
    }

    /** Chooses the password of somebody else; the engine salts and hashes it. */
    void setPassword(String username, String password) {
        currentActor.asSystem(() -> {
            User user = identityService.createUserQuery().userId(username).singleResult();
            user.setPassword(password);
            identityService.saveUser(user);
            return null;
        });
    }

    /** The groups of whoever has these posts: nothing new is offered to somebody on leave, but the city is still theirs to administer. */
    Set<String> groupsOf(Person person, Collection<Post> posts, boolean onLeave) {
        Set<String> groups = new LinkedHashSet<>();
        for (Post post : posts) {
            if (!onLeave || post.duty() == Duty.ADMIN) {
                groups.add(post.group());
            }
            if (post.duty() == Duty.ADMIN && units.get(post.unitCode()).kind() == Unit.Kind.CITY) {
                groups.add(EngineGroups.ADMINISTRATORS);
            }
        }
        if (groups.isEmpty() && person.isActive()) {
            groups.add(WITHOUT_POST);
        }
        return groups;
    }

    /**
     * The person's groups and name become what their posts say.
     *
     * @return the groups of posts that they have lost by that, not those that only a leave keeps from them
     */
    Set<String> follow(Person person, Collection<Post> posts, boolean onLeave) {
        Set<String> wanted = groupsOf(person, posts, onLeave);
        return currentActor.asSystem(() -> {
            Set<String> before = new HashSet<>();
            identityService.createGroupQuery().groupMember(person.username()).list().stream()
                    .map(Group::getId)
                    .forEach(before::add);
            before.stream()
                    .filter(group -> !wanted.contains(group))
                    .forEach(group -> identityService.deleteMembership(person.username(), group));
            ensure(posts.stream()
                    .filter(post -> wanted.contains(post.group()) && !before.contains(post.group()))
                    .collect(Collectors.toSet()));
            wanted.stream().filter(group -> !before.contains(group)).forEach(group -> {
                ensureOwn(group);
                identityService.createMembership(person.username(), group);
            });
            rename(person);
            before.removeAll(groupsOf(person, posts, false));
            return before;
        });
    }

    /**
     * The groups of those whom the engine has in none yet.
     *
     * @param posts of today, by user name
     */
    void enrol(Collection<Person> newcomers, Map<String, List<Post>> posts) {
        currentActor.asSystem(() -> {
            Map<Person, Set<String>> groups = new LinkedHashMap<>();
            newcomers.forEach(person ->
                    groups.put(person, groupsOf(person, posts.getOrDefault(person.username(), List.of()), false)));
            ensure(posts.values().stream().flatMap(Collection::stream).collect(Collectors.toSet()));
            groups.values().stream().flatMap(Set::stream).distinct().forEach(this::ensureOwn);
            groups.forEach(
                    (person, all) -> all.forEach(group -> identityService.createMembership(person.username(), group)));
            return null;
        });
    }

    private void rename(Person person) {
        User user = identityService.createUserQuery().userId(person.username()).singleResult();
        String first = user.getFirstName();
        String last = user.getLastName();
        name(user, person);
        if (!user.getFirstName().equals(first) || !user.getLastName().equals(last)) {
            identityService.saveUser(user);
        }
    }

    /** Reads what is missing at once: within a command, the engine does not see what it has just made. */
    private void ensure(Set<Post> posts) {
        String[] ids = posts.stream().map(Post::group).toArray(String[]::new);
        if (ids.length > 0) {
            Set<String> there = identityService.createGroupQuery().groupIdIn(ids).list().stream()
                    .map(Group::getId)
                    .collect(Collectors.toSet());
            List<Post> missing =
                    posts.stream().filter(post -> !there.contains(post.group())).toList();
            Set<String> has = rights(missing.stream().map(Post::group).toList());
            for (Post post : missing) {
                Unit unit = units.get(post.unitCode());
                create(post.group(), People.title(unit, post.duty()), "WORKFLOW");
                grantRights(has, post.group(), unit, post.duty());
            }
        }
    }

    /** Groups that belong to no post. */
    private void ensureOwn(String group) {
        if (group.equals(WITHOUT_POST) && isMissing(group)) {
            create(group, "暂不承担工作", "WORKFLOW");
            grantApplications(rights(List.of(group)), group);
        } else if (group.equals(EngineGroups.ADMINISTRATORS)) {
            if (isMissing(group)) {
                create(group, "系统管理员", Groups.GROUP_TYPE_SYSTEM);
            }
            Set<String> has = rights(List.of(group));
            for (Resource resource : Resources.values()) {
                grant(has, group, resource, "*", Permissions.ALL);
            }
        }
    }

    private boolean isMissing(String group) {
        return identityService.createGroupQuery().groupId(group).count() == 0;
    }

    private void create(String id, String name, String type) {
        Group group = identityService.newGroup(id);
        group.setName(name);
        group.setType(type);
        identityService.saveGroup(group);
    }

    /** Gives a group that an older version made what has been added to its duty since. */
    void renew(Unit unit, Duty duty) {
        String group = duty.groupIn(unit.code());
        if (!isMissing(group)) {
            grantRights(rights(List.of(group)), group, unit, duty);
        }
    }

    private void grantRights(Set<String> has, String id, Unit unit, Duty duty) {
        grantApplications(has, id);
        switch (duty) {
            case CLERK -> {
                grant(
                        has,
                        id,
                        Resources.PROCESS_DEFINITION,
                        "order",
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.CREATE_INSTANCE);
                grant(has, id, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
                grant(has, id, Resources.PROCESS_DEFINITION, "window-service", ProcessDefinitionPermissions.READ);
            }
            case MANAGER -> {
                grant(has, id, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
                if (unit.kind() != Unit.Kind.CITY) {
                    // Diagrams only: the engine cannot limit instances to a part of the city, 干线's own figures are.
                    for (String process : CASES) {
                        grant(has, id, Resources.PROCESS_DEFINITION, process, ProcessDefinitionPermissions.READ);
                    }
                    return;
                }
                grant(
                        has,
                        id,
                        Resources.PROCESS_DEFINITION,
                        "*",
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.READ_HISTORY);
                // Cockpit's page of tasks counts them by group, which the engine allows for all tasks or not at all.
                grant(has, id, Resources.TASK, "*", Permissions.READ);
                // Their names: units and duties, no people.
                grant(has, id, Resources.GROUP, "*", Permissions.READ);
                grant(has, id, Resources.DECISION_DEFINITION, "*", Permissions.READ, Permissions.READ_HISTORY);
                grant(has, id, Resources.DEPLOYMENT, "*", Permissions.READ);
            }
            default -> {
                // The diagram beside a task; tasks themselves come with the group.
                grant(has, id, Resources.PROCESS_DEFINITION, "order", ProcessDefinitionPermissions.READ);
                grant(has, id, Resources.PROCESS_DEFINITION, "window-service", ProcessDefinitionPermissions.READ);
                grant(has, id, Resources.PROCESS_DEFINITION, "mediation", ProcessDefinitionPermissions.READ);
                if (duty == Duty.SECRETARY) {
                    grant(has, id, Resources.PROCESS_DEFINITION, "court-report", ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.CALLER) {
                    grant(
                            has,
                            id,
                            Resources.PROCESS_DEFINITION,
                            "unsettled-revisit",
                            ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.DIRECTOR) {
                    grant(has, id, Resources.PROCESS_DEFINITION, "co-committee", ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.SUPERVISOR) {
                    grant(has, id, Resources.PROCESS_DEFINITION, "escalation", ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.TRIAGE || duty == Duty.DUTY || duty == Duty.EXCHANGE) {
                    grant(has, id, Resources.PROCESS_DEFINITION, "exchange-in", ProcessDefinitionPermissions.READ);
                    grant(has, id, Resources.PROCESS_DEFINITION, "exchange-out", ProcessDefinitionPermissions.READ);
                    grant(has, id, Resources.PROCESS_DEFINITION, "exchange-danger", ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.EXCHANGE) {
                    grant(
                            has,
                            id,
                            Resources.PROCESS_DEFINITION,
                            "exchange-exception",
                            ProcessDefinitionPermissions.READ);
                }
                if (duty == Duty.SUPERVISOR || duty == Duty.DISPATCHER) {
                    grant(has, id, Resources.PROCESS_DEFINITION, "handover", ProcessDefinitionPermissions.READ);
                }
            }
        }
    }

    private void grantApplications(Set<String> has, String id) {
        grant(has, id, Resources.APPLICATION, "welcome", Permissions.ACCESS);
        grant(has, id, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        grant(has, id, Resources.FILTER, "*", Permissions.READ);
    }

    /** What these groups have rights on already, read at once. */
    private Set<String> rights(List<String> groups) {
        return groups.isEmpty()
                ? Set.of()
                : authorizationService
                        .createAuthorizationQuery()
                        .groupIdIn(groups.toArray(String[]::new))
                        .list()
                        .stream()
                        .map(right -> right(right.getGroupId(), right.getResourceType(), right.getResourceId()))
                        .collect(Collectors.toSet());
    }

    private static String right(String group, int resource, String id) {
        return group + " " + resource + " " + id;
    }

    /**
     * What the group has on this resource already, an administrator's changes included, stays as it is.
     *
     * @param has as {@link #rights} has read it
     */
    private void grant(Set<String> has, String group, Resource resource, String id, Permission... permissions) {
        if (has.contains(right(group, resource.resourceType(), id))) {
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
