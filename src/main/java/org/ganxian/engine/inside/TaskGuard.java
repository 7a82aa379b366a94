package org.ganxian.engine.inside;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.TaskQuery;
import org.ganxian.engine.Roster;
import org.ganxian.engine.thrift.RightsByKey;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Holds for every human task, through Tasklist, /engine-rest and our own API alike: people take tasks for themselves
 * only, out of their own groups only, and complete only what they hold.
 */
@Component
class TaskGuard {

    private final IdentityService identityService;
    private final TaskService taskService;
    private final ObjectProvider<Roster> roster;
    private final EngineLogin login;

    TaskGuard(
            @Lazy IdentityService identityService,
            @Lazy TaskService taskService,
            ObjectProvider<Roster> roster,
            @Lazy EngineLogin login) {
        this.identityService = identityService;
        this.taskService = taskService;
        this.roster = roster;
        this.login = login;
    }

    void onAssignment(DelegateTask task) {
        Authentication person = identityService.getCurrentAuthentication();
        // A task that the flow makes and gives to somebody in this same step is not yet in the database.
        if (person == null || RightsByKey.isJustMade(task.getId())) {
            return;
        }
        requireOnDuty(person);
        if (task.getAssignee() == null) {
            if (isHeldByAnother(task, person)) {
                throw Refusal.forbidden("该任务已由他人领取，只能由其本人放回");
            }
            return;
        }
        if (!task.getAssignee().equals(person.getUserId())) {
            throw Refusal.forbidden("任务只能由本人领取，不能替他人领取或转派");
        }
        Set<String> groups = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        // Groups as they are now, while a login knows those of its beginning: whoever takes a duty from somebody has
        // given
        // back what they held of it by then, and waits for nobody who claims afterwards.
        if (!groups.isEmpty() && Collections.disjoint(groups, login.groupsOf(person.getUserId()))) {
            throw Refusal.forbidden("您不在该任务的经办范围内，不能领取");
        }
    }

    /** As the database still has it: a claim for nobody would take a task from whoever holds it. */
    private boolean isHeldByAnother(DelegateTask task, Authentication person) {
        TaskQuery held = taskService.createTaskQuery().taskId(task.getId()).taskAssigned();
        return held.count() > 0 && held.taskAssignee(person.getUserId()).count() == 0;
    }

    void onCompletion(DelegateTask task) {
        Authentication person = identityService.getCurrentAuthentication();
        if (person == null) {
            return;
        }
        requireOnDuty(person);
        if (task.getAssignee() == null) {
            throw Refusal.forbidden("请先领取该任务，再提交");
        }
        if (!task.getAssignee().equals(person.getUserId())) {
            throw Refusal.forbidden("该任务由他人办理，您不能提交");
        }
    }

    private void requireOnDuty(Authentication person) {
        if (!roster.getObject().staysAtWork(person.getUserId())) {
            throw Refusal.forbidden("您的账号已停用，请联系系统管理员");
        }
    }
}
