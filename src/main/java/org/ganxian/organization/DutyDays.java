package org.ganxian.organization;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Memberships;
import org.ganxian.engine.OwnCommand;
import org.ganxian.platform.Groundwork;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets the engine's groups follow what holds today: duties, deputies and leaves begin and end with the day.
 * {@code processes/duty-days.bpmn} calls it at midnight, and each start does.
 */
@CalledByDiagrams
@Component("dutyDays")
@Order(11)
@Slf4j
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DutyDays implements Groundwork {

    private final PersonRepository people;
    private final People staff;
    private final Succession succession;
    private final EngineMirror mirror;
    private final Memberships memberships;
    private final OwnCommand own;

    @Override
    public void lay() {
        follow();
    }

    /** Each person by themselves: one that fails keeps nobody else's day from beginning. */
    public void follow() {
        for (String username : differing()) {
            try {
                own.run(() -> {
                    people.lock(username);
                    staff.find(username).ifPresent(succession::follow);
                    return username;
                });
            } catch (RuntimeException e) {
                log.error("The groups of {} could not follow their duties", username, e);
            }
        }
    }

    private List<String> differing() {
        LocalDate today = Term.today();
        Map<String, Set<Post>> mine = new LinkedHashMap<>();
        Map<String, Set<Post>> all = new LinkedHashMap<>();
        people.ownOfAll(today).forEach(holder -> add(mine, holder));
        Stream.of(people.ownOfAll(today), people.othersOfAll(today))
                .flatMap(List::stream)
                .forEach(holder -> add(all, holder));
        Set<String> onLeave = people.onLeave(today);
        Map<String, Set<String>> groups = memberships.all();
        return people.findAll().stream()
                .filter(person -> {
                    String username = person.username();
                    Set<Post> posts = person.isActive() ? all.getOrDefault(username, Set.of()) : Set.of();
                    Set<Post> first = mine.getOrDefault(username, Set.of());
                    return !groups.getOrDefault(username, Set.of())
                                    .equals(mirror.groupsOf(person, posts, onLeave.contains(username)))
                            || !first.isEmpty() && !first.contains(person.post());
                })
                .map(Person::username)
                .toList();
    }

    private static void add(Map<String, Set<Post>> posts, PersonRepository.Holder holder) {
        posts.computeIfAbsent(holder.username(), u -> new LinkedHashSet<>()).add(holder.post());
    }
}
