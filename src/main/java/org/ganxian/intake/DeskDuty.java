package org.ganxian.intake;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.OwnDuties;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Who may work at the front desk: clerks and administrators. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DeskDuty {

    private static final Set<Duty> AT_THE_DESK = EnumSet.of(Duty.CLERK, Duty.ADMIN);

    private final CurrentActor currentActor;
    private final People people;
    private final OwnDuties ownDuties;

    /** Whether whoever calls may; asked by pages that link there. */
    public boolean isOne() {
        return ownDuties.include(AT_THE_DESK);
    }

    private Optional<Person> whoever() {
        return currentActor.username().flatMap(this::oneOf);
    }

    private Optional<Person> oneOf(String username) {
        return people.find(username).filter(p -> !people.unitsOf(p, AT_THE_DESK).isEmpty());
    }

    /** @throws Refusal 403 for everybody else */
    public Person require() {
        return whoever().orElseThrow(DeskDuty::refused);
    }

    /**
     * For what somebody has begun and goes on without them.
     *
     * @throws Refusal 403 when they are not at the desk any more
     */
    public Person require(String username) {
        return oneOf(username).orElseThrow(DeskDuty::refused);
    }

    private static Refusal refused() {
        return Refusal.forbidden("只有前台受理员和系统管理员可以使用这项功能");
    }
}
