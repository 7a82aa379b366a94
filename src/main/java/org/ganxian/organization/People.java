package org.ganxian.organization;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.engine.Roster;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff and what they may do. Adding somebody here makes the engine's user and group in the same transaction. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class People implements CurrentActor.Titles, Roster {

    /** No more than fits into its column when encrypted. */
    private static final int EMAIL_LENGTH = 120;

    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final PersonRepository people;
    private final ExtraDuty.Repository extraDuties;
    private final Units units;
    private final IdentityService identityService;
    private final EngineMirror mirror;

    public Optional<Person> find(String username) {
        return people.findById(username);
    }

    /** Everybody on a duty in exactly this unit, by user name. */
    public List<Person> on(Duty duty, String unitCode) {
        return people.findOn(duty, unitCode);
    }

    public boolean has(String username, Duty duty, String unitCode) {
        return on(duty, unitCode).stream().anyMatch(p -> p.username().equals(username));
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

    /**
     * Gives somebody on staff one more duty, in the same unit or another. What may not be done by one hand is for the
     * flows to refuse, case by case.
     *
     * @throws Refusal 404 for somebody who is not on staff
     */
    public void addDuty(String username, String unitCode, Duty duty) {
        find(username).orElseThrow(() -> Refusal.notFound("没有这个人"));
        if (!has(username, duty, unitCode)) {
            extraDuties.save(new ExtraDuty(username, unitCode, duty));
            mirror.join(username, units.get(unitCode), duty);
        }
    }

    /**
     * Sets where a person's notices are mailed to.
     *
     * @param email null or blank for nowhere
     * @throws Refusal 404 for a person who is not on staff, 400 for what is no address
     */
    public void setEmail(String username, String email) {
        Person person = find(username).orElseThrow(() -> Refusal.notFound("没有这个人"));
        String address = email == null || email.isBlank() ? null : email.strip();
        if (address != null
                && (address.length() > EMAIL_LENGTH || !EMAIL.matcher(address).matches())) {
            throw Refusal.field("email", "邮箱地址不正确，或超过 " + EMAIL_LENGTH + " 个字符");
        }
        person.setEmail(address);
    }

    /** Gives the groups of everybody on staff what a newer version has added to their duties. */
    void renewRights() {
        people.posts().forEach(post -> mirror.renew(units.get(post.unitCode()), post.duty()));
    }

    static String title(Unit unit, Duty duty) {
        return unit.name() + dutyTitle(unit, duty);
    }

    private static String dutyTitle(Unit unit, Duty duty) {
        return duty == Duty.MEMBER && unit.kind() == Unit.Kind.DEPARTMENT ? "经办人" : duty.title();
    }
}
