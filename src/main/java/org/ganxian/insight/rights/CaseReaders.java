package org.ganxian.insight.rights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.engine.TaskLinks;
import org.ganxian.insight.CaseAreas;
import org.ganxian.insight.VisibleCases;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 谁能看这件诉求: read from what is asked when somebody comes, the links of its tasks, the area of whoever looks after
 * it, the engine's own rights; never worked out anew.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
class CaseReaders {

    /**
     * Somebody, or all of a group.
     *
     * @param who unit and duty, zh-CN
     * @param accounts their user names
     * @param may zh-CN, what they see and do
     * @param why zh-CN
     */
    record Reader(String who, String accounts, String may, String why) {}

    private static final String WORKED = "worked";

    /**
     * As {@link Reader}, before anybody is named.
     *
     * @param id user name, or of a group
     */
    private record Found(String id, boolean group, String may, String why) {

        private static Found person(String username, String may, String why) {
            return new Found(username, false, may, why);
        }

        private static Found group(String id, String may, String why) {
            return new Found(id, true, may, why);
        }
    }

    private final VisibleCases cases;
    private final CaseAreas areas;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final AuthorizationService authorizations;
    private final CurrentActor actors;
    private final NamedParameterJdbcTemplate jdbc;
    private final TaskLinks links;

    /** @throws org.ganxian.platform.Refusal 403 or 404 for whoever may not see the case themselves */
    @Transactional
    public List<Reader> of(String number) {
        Demand demand = cases.lookAt(number);
        List<Found> all = new ArrayList<>();
        actors.asSystem(() -> {
            List<Task> open =
                    tasks.createTaskQuery().processInstanceBusinessKey(number).list();
            Map<String, List<TaskLinks.Link>> linked =
                    links.of(open.stream().map(Task::getId).toList());
            open.forEach(task -> all.addAll(by(task, linked.getOrDefault(task.getId(), List.of()))));
            return null;
        });
        areas.readers(number)
                .forEach((person, place) -> all.add(Found.person(
                        person.username(),
                        "看诉求和过程记录，督办、改派、延期按其权限；看不到联系方式",
                        "管理或督办的辖区是" + place.name() + "，诉求在其中或由其改派")));
        demand.registeredBy().ifPresent(clerk -> all.add(Found.person(clerk, "在登记台查到编号和进度，查看查询码留有记录", "登记了这件诉求")));
        actors.asSystem(() -> all.addAll(byTheEngine(number)));
        return named(all);
    }

    /** Whoever they are is read at once. */
    private List<Reader> named(List<Found> all) {
        Map<String, Actor> people = actors.ofIds(ids(all, false));
        Set<String> groups = ids(all, true);
        Map<String, String> names = links.namesOf(groups);
        Map<String, List<String>> members = membersOf(groups);
        return all.stream()
                .map(one -> one.group()
                        ? new Reader(
                                names.getOrDefault(one.id(), one.id()),
                                String.join("、", members.getOrDefault(one.id(), List.of("（没有人）"))),
                                one.may(),
                                one.why())
                        : new Reader(
                                Objects.requireNonNull(people.get(one.id())).title(), one.id(), one.may(), one.why()))
                .toList();
    }

    private static Set<String> ids(List<Found> all, boolean groups) {
        return all.stream().filter(one -> one.group() == groups).map(Found::id).collect(Collectors.toSet());
    }

    private List<Found> by(Task task, List<TaskLinks.Link> linked) {
        List<Found> found = new ArrayList<>();
        String name = "“" + task.getName() + "”";
        Optional<String> holder = Optional.ofNullable(task.getAssignee());
        holder.ifPresent(who -> found.add(Found.person(who, "办理，看得到联系方式（每人首次查看有记录）", "正在办理" + name)));
        for (TaskLinks.Link link : linked) {
            String group = link.group();
            String user = link.user();
            if (group != null && IdentityLinkType.CANDIDATE.equals(link.type())) {
                found.add(Found.group(
                        group, holder.isPresent() ? "看诉求；看不到联系方式" : "看诉求，领取后办理；领取前看不到联系方式", "承担" + name + "的职责"));
            } else if (user != null && WORKED.equals(link.type())) {
                found.add(Found.person(user, "只看任务，不能办理", "办过这件诉求的上一步"));
            }
        }
        return found;
    }

    /** User names by group; the engine tells those of one group at a time. */
    private Map<String, List<String>> membersOf(Set<String> groups) {
        Map<String, List<String>> members = new HashMap<>();
        if (!groups.isEmpty()) {
            jdbc.query(
                    "select GROUP_ID_, USER_ID_ from ACT_ID_MEMBERSHIP where GROUP_ID_ in (:groups) order by USER_ID_",
                    Map.of("groups", groups),
                    row -> {
                        members.computeIfAbsent(row.getString(1), group -> new ArrayList<>())
                                .add(row.getString(2));
                    });
        }
        return members;
    }

    /** Groups whom the engine lets see instances of its processes: where they are, nothing of the resident. */
    private List<Found> byTheEngine(String number) {
        Stream<String> definitions =
                runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                        .map(instance -> instance.getProcessDefinitionId().split(":")[0])
                        .distinct();
        return groupsThatSee(definitions)
                .distinct()
                .map(group -> Found.group(group, "在 Cockpit 看流程走到哪一步；那里没有群众的信息", "流程引擎的权限"))
                .toList();
    }

    private Stream<String> groupsThatSee(Stream<String> definitions) {
        return Stream.concat(Stream.of("*"), definitions)
                .flatMap(
                        id -> authorizations
                                .createAuthorizationQuery()
                                .resourceType(Resources.PROCESS_DEFINITION)
                                .resourceId(id)
                                .list()
                                .stream())
                .filter(right -> right.getGroupId() != null
                        && right.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                        && right.isPermissionGranted(ProcessDefinitionPermissions.READ_INSTANCE))
                .map(Authorization::getGroupId);
    }
}
