package org.ganxian.organization;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.engine.Roster;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Passwords passwords;
    private final ObjectProvider<CurrentActor> current;

    public Optional<Person> find(String username) {
        // Whatever the database compares: the name as it is stored, or nobody.
        return people.findById(username).filter(p -> p.username().equals(username));
    }

    /** Everybody on a duty in exactly this unit, by user name. */
    public List<Person> on(Duty duty, String unitCode) {
        return people.findOn(duty, unitCode);
    }

    public boolean has(String username, Duty duty, String unitCode) {
        return on(duty, unitCode).stream().anyMatch(p -> p.username().equals(username));
    }

    /** Codes of the units in which somebody at work has one of these duties, first and extra ones alike. */
    public Set<String> unitsOf(Person person, Set<Duty> duties) {
        Set<String> codes = new LinkedHashSet<>();
        if (person.isActive()) {
            if (duties.contains(person.duty())) {
                codes.add(person.unitCode());
            }
            codes.addAll(extraDuties.unitsOf(person.username(), duties));
        }
        return codes;
    }

    public boolean any() {
        return people.count() > 0;
    }

    @Override
    public Optional<String> titleOf(String username) {
        return find(username).map(p -> title(units.get(p.unitCode()), p.duty()));
    }

    @Override
    public Optional<Account> account(String username) {
        return find(username)
                .map(p -> new Account(
                        p.isActive(),
                        p.mustChangePassword(),
                        p.passwordChangedAt().orElse(null)));
    }

    @Override
    public void refuseWeak(String username, String password) {
        Optional<String> name = find(username).map(Person::name);
        if (!passwords.isDemo(password)) {
            Passwords.problem(password, username, name.orElse("")).ifPresent(problem -> {
                throw Refusal.field("password", problem);
            });
        }
    }

    @Override
    public void passwordChanged(String username) {
        find(username)
                .ifPresent(p -> p.passwordChanged(
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        !passwords.isDemo() && !current.getObject().username().equals(Optional.of(username))));
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
