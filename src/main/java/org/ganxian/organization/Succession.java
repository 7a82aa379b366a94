package org.ganxian.organization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** That the work of whoever leaves a post goes on: the city keeps an administrator, tasks come back to their groups. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Succession {

    private final PersonRepository people;
    private final People staff;
    private final Units units;
    private final ObjectProvider<HeldWork> work;

    /**
     * Those who administer the city for good stand still when this person is one of them, so that two who leave at the
     * same moment wait for each other. To be called before anything else is locked.
     */
    void holdAdministrators(String username) {
        List<String> all = administrators();
        if (all.contains(username)) {
            all.stream().sorted().forEach(people::lock);
        }
    }

    /** @throws Refusal 409 for whoever is the last to administer the city, when they are to leave that post */
    void requireAnother(String username, Post post) {
        if (post.equals(new Post(units.city().code(), Duty.ADMIN))
                && administrators().equals(List.of(username))) {
            throw Refusal.conflict("这是最后一位没有止日的市级系统管理员，请先把这项职责交给另一个人");
        }
    }

    private List<String> administrators() {
        return people.lasting(Duty.ADMIN, units.city().code(), Term.today());
    }

    /** As {@link People#follow}, and what somebody has in hand of a post that is not theirs any more goes back. */
    public void follow(Person person) {
        Set<String> lost = staff.follow(person);
        if (lost.isEmpty()) {
            return;
        }
        handOn(person, held -> {
            if (!Collections.disjoint(held.groups(), lost)) {
                work.getObject().handOn(held, person.username(), null, "经办人不再承担这项职责，退回所在岗位");
            }
        });
    }

    /**
     * All that somebody has in hand is handed on, until another look finds nothing new: what a colleague's step is just
     * giving them is seen when their case stands still.
     */
    List<HeldWork.Held> handOn(Person person, Consumer<HeldWork.Held> each) {
        Map<String, HeldWork.Held> handed = new LinkedHashMap<>();
        List<HeldWork.Held> left = heldBy(person);
        while (!left.isEmpty()) {
            left.forEach(held -> {
                handed.put(held.key(), held);
                each.accept(held);
            });
            left = heldBy(person).stream()
                    .filter(held -> !handed.containsKey(held.key()))
                    .toList();
        }
        return List.copyOf(handed.values());
    }

    List<HeldWork.Held> heldBy(Person person) {
        return work.stream()
                .flatMap(some -> some.of(person.username()).stream())
                .collect(Collectors.toList());
    }

    HeldWork work() {
        return work.getObject();
    }
}
