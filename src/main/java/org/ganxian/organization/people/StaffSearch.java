package org.ganxian.organization.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.Person;
import org.ganxian.organization.PersonRepository;
import org.ganxian.organization.Term;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds people of some units by what is known of them. Telephone numbers are kept so that nobody can search by them. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StaffSearch {

    private final PersonRepository people;

    /** How somebody stands today. */
    @RequiredArgsConstructor
    @Getter
    public enum State {
        AT_WORK("在岗"),
        ON_LEAVE("请假"),
        OFF_DUTY("离岗");

        /** zh-CN. */
        private final String title;

        public static Optional<State> of(String name) {
            return Arrays.stream(values())
                    .filter(state -> state.name().equals(name))
                    .findFirst();
        }
    }

    /**
     * @param words part of a name or of a user name; empty for all
     * @param units codes; whoever belongs to one or has a duty there now or later; null for all of the city
     * @param duty that they have today; null for any
     * @param state null for any
     */
    public Page<Person> find(
            String words,
            @Nullable Collection<String> units,
            @Nullable Duty duty,
            @Nullable State state,
            Pageable page) {
        Set<State> wanted = state == null ? EnumSet.allOf(State.class) : EnumSet.of(state);
        return people.search(
                words,
                units == null,
                units == null || units.isEmpty() ? List.of("") : units,
                duty == null ? EnumSet.allOf(Duty.class) : EnumSet.of(duty),
                duty == null,
                wanted.contains(State.AT_WORK),
                wanted.contains(State.ON_LEAVE),
                wanted.contains(State.OFF_DUTY),
                Term.today(),
                page);
    }

    public State stateOf(Person person) {
        return Objects.requireNonNull(statesOf(List.of(person)).get(person.username()));
    }

    /** Of each, by user name. */
    public Map<String, State> statesOf(Collection<Person> some) {
        Set<String> onLeave = people.onLeave(Term.today());
        return some.stream()
                .collect(Collectors.toMap(
                        Person::username,
                        person -> !person.isActive()
                                ? State.OFF_DUTY
                                : onLeave.contains(person.username()) ? State.ON_LEAVE : State.AT_WORK));
    }
}
