package org.ganxian.organization;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Roster;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff and what they may do. Adding somebody here makes the engine's user and group in the same transaction. */
@Service
@Transactional
public class People implements CurrentActor.Titles, Roster {

    private final PersonRepository people;
    private final Units units;
    private final IdentityService identityService;
    private final EngineMirror mirror;

    People(PersonRepository people, Units units, IdentityService identityService, EngineMirror mirror) {
        this.people = people;
        this.units = units;
        this.identityService = identityService;
        this.mirror = mirror;
    }

    public Optional<Person> find(String username) {
        return people.findById(username);
    }

    /** Everybody on a duty in exactly this unit, by user name. */
    public List<Person> on(Duty duty, String unitCode) {
        return people.findByUnitCodeAndDutyAndActiveTrueOrderByUsername(unitCode, duty);
    }

    public boolean has(String username, Duty duty, String unitCode) {
        return find(username)
                .filter(p -> p.isActive() && p.duty() == duty && p.unitCode().equals(unitCode))
                .isPresent();
    }

    public boolean any() {
        return people.count() > 0;
    }

    @Override
    public Optional<String> titleOf(String username) {
        return find(username).map(p -> title(units.get(p.unitCode()), p.duty()));
    }

    @Override
    public boolean mayWork(String username) {
        return find(username).map(Person::isActive).orElse(true);
    }

    /** Adds a member of staff who logs in with {@code password}; the engine salts and hashes it. */
    public void add(Person person, String password) {
        Unit unit = units.get(person.unitCode());
        people.save(person);
        User user = identityService.newUser(person.username());
        // The engine shows first and last name on its screens: unit and duty, never the person's name.
        user.setFirstName(unit.name());
        user.setLastName(dutyTitle(unit, person.duty()));
        user.setPassword(password);
        identityService.saveUser(user);
        mirror.join(person.username(), unit, person.duty());
    }

    static String title(Unit unit, Duty duty) {
        return unit.name() + dutyTitle(unit, duty);
    }

    private static String dutyTitle(Unit unit, Duty duty) {
        return duty == Duty.MEMBER && unit.kind() == Unit.Kind.DEPARTMENT ? "经办人" : duty.title();
    }
}
