package org.ganxian.insight.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.demand.Demand;
import org.ganxian.insight.CaseAreas;
import org.ganxian.insight.VisibleCases;
import org.ganxian.platform.CurrentActor;
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

    private final VisibleCases cases;
    private final CaseAreas areas;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final CurrentActor actors;

    /** @throws org.ganxian.platform.Refusal 403 or 404 for whoever may not see the case themselves */
    @Transactional
    public List<Reader> of(String number) {
        Demand demand = cases.lookAt(number);
        List<Reader> all = new ArrayList<>();
        actors.asSystem(() -> {
            tasks.createTaskQuery().processInstanceBusinessKey(number).list().forEach(task -> all.addAll(by(task)));
            return null;
        });
        areas.readers(number)
                .forEach((person, place) -> all.add(new Reader(
                        actors.of(person.username()).title(),
                        person.username(),
                        "看诉求和过程记录，督办、改派、延期按其权限；看不到联系方式",
                        "管理或督办的辖区是" + place.name() + "，诉求在其中或由其改派")));
        demand.registeredBy()
                .ifPresent(clerk ->
                        all.add(new Reader(actors.of(clerk).title(), clerk, "在登记台查到编号和进度，查看查询码留有记录", "登记了这件诉求")));
        actors.asSystem(() -> all.addAll(byTheEngine(number)));
        return all;
    }

    private List<Reader> by(Task task) {
        List<Reader> found = new ArrayList<>();
        String name = "“" + task.getName() + "”";
        Optional<String> holder = Optional.ofNullable(task.getAssignee());
        holder.ifPresent(
                who -> found.add(new Reader(actors.of(who).title(), who, "办理，看得到联系方式（每人首次查看有记录）", "正在办理" + name)));
        for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
            if (link.getGroupId() != null && IdentityLinkType.CANDIDATE.equals(link.getType())) {
                found.add(new Reader(
                        nameOf(link.getGroupId()),
                        membersOf(link.getGroupId()),
                        holder.isPresent() ? "看诉求；看不到联系方式" : "看诉求，领取后办理；领取前看不到联系方式",
                        "承担" + name + "的职责"));
            } else if (link.getUserId() != null && WORKED.equals(link.getType())) {
                found.add(new Reader(actors.of(link.getUserId()).title(), link.getUserId(), "只看任务，不能办理", "办过这件诉求的上一步"));
            }
        }
        return found;
    }

    private String nameOf(String group) {
        Group found = identity.createGroupQuery().groupId(group).singleResult();
        return found == null ? group : found.getName();
    }

    private String membersOf(String group) {
        List<String> members = identity.createUserQuery().memberOfGroup(group).orderByUserId().asc().list().stream()
                .map(User::getId)
                .toList();
        return members.isEmpty() ? "（没有人）" : String.join("、", members);
    }

    /** Groups whom the engine lets see instances of its processes: where they are, nothing of the resident. */
    private List<Reader> byTheEngine(String number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                .map(instance -> instance.getProcessDefinitionId().split(":")[0])
                .distinct()
                .flatMap(this::groupsThatSee)
                .distinct()
                .map(group -> new Reader(nameOf(group), membersOf(group), "在 Cockpit 看流程走到哪一步；那里没有群众的信息", "流程引擎的权限"))
                .toList();
    }

    private Stream<String> groupsThatSee(String definitionKey) {
        return Stream.of("*", definitionKey)
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
