package org.ganxian.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.passwords.Passwords;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes new people on, one or many in one step. What is to be known of them is read at once and what comes of it written at
 * once: for two thousand people, one by one takes a minute.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Hiring {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

    /** What the timeline and the audit call others. */
    private static final Set<String> TAKEN = Set.of(Actor.SYSTEM.id(), Actor.RESIDENT.id(), Actor.NOBODY.id());

    /**
     * Somebody who is new.
     *
     * @param tasks of which the first is where they belong and sign, if it holds today; at least one
     */
    public record Newcomer(String username, Staff.Details details, List<Staff.Task> tasks) {}

    /**
     * What there was of some user names at one moment.
     *
     * @param duties of each person, over or not, oldest first
     * @param users whom the engine knows, on staff or not, in small letters
     */
    public record Known(Map<String, Person> people, Map<String, List<Assignment>> duties, Set<String> users) {

        public Optional<Person> find(String username) {
            return Optional.ofNullable(people.get(username));
        }

        public List<Assignment> dutiesOf(String username) {
            return duties.getOrDefault(username, List.of());
        }
    }

    private final PersonRepository repository;
    private final Assignment.Repository assignments;
    private final People people;
    private final Staff staff;
    private final EngineMirror mirror;
    private final Audit audit;

    /**
     * Adds somebody.
     *
     * @param first where they belong and sign
     * @return the password of the first login, after which they must choose their own; it is kept nowhere
     * @throws Refusal 400 by field, 409 for a user name that is taken
     */
    public String hire(String username, Staff.Details details, Staff.Task first, Actor by) {
        return String.valueOf(hire(List.of(new Newcomer(username, details, List.of(first))), by)
                .get(username));
    }

    /**
     * Adds many at once, all of them or nobody.
     *
     * @return the passwords of their first logins by user name; they are kept nowhere
     * @throws Refusal 400 by field, 409 for a user name that is taken and for a duty that is there twice
     */
    public Map<String, String> hire(List<Newcomer> newcomers, Actor by) {
        Known known = known(newcomers.stream().map(Newcomer::username).toList());
        Map<String, String> passwords = new LinkedHashMap<>();
        List<Person> added = new ArrayList<>();
        List<Assignment> duties = new ArrayList<>();
        for (Newcomer newcomer : newcomers) {
            String username = newcomer.username();
            requireFree(username, known);
            Staff.Details details = staff.checked(newcomer.details());
            List<Assignment> own = duties(newcomer, by);
            Post home = own.stream()
                    .filter(duty -> duty.holdsOn(Term.today()))
                    .findFirst()
                    .filter(today -> !own.get(0).holdsOn(Term.today()))
                    .orElse(own.get(0))
                    .post();
            Person person = new Person(
                    username, details.name(), details.phone(), home.unitCode(), home.duty(), details.skills());
            person.setEmail(details.email());
            added.add(person);
            duties.addAll(own);
            passwords.put(username, Passwords.random(username, details.name()));
        }
        try {
            added = repository.saveAllAndFlush(added);
        } catch (DataIntegrityViolationException another) {
            throw Refusal.conflict("登录名“" + String.join("、", passwords.keySet()) + "”刚刚被别人使用");
        }
        mirror.admit(added, passwords);
        added.forEach(Person::mustChoosePassword);
        assignments.saveAllAndFlush(duties);
        audit.record(by, "person-added", passwords.keySet());
        audit.record(
                by,
                "duty-given",
                duties.stream()
                        .map(duty -> duty.username() + " " + duty.post().group())
                        .toList());
        people.enrol(added, duties);
        return passwords;
    }

    private List<Assignment> duties(Newcomer newcomer, Actor by) {
        List<Assignment> duties = new ArrayList<>();
        for (Staff.Task task : newcomer.tasks()) {
            duties.add(staff.duty(newcomer.username(), task, duties, by));
        }
        return duties;
    }

    /** @throws Refusal 400 for what is no user name, 409 for one that is taken */
    public static void requireFree(String username, Known known) {
        if (!USERNAME.matcher(username).matches() || TAKEN.contains(username)) {
            throw Refusal.field("username", "登录名由 2 到 32 个小写字母、数字、点、横线组成，以字母或数字开头");
        } else if (known.people().containsKey(username) || known.users().contains(username)) {
            throw Refusal.conflict("登录名“" + username + "”已有人使用");
        }
    }

    /** Reads at once what there is of these user names, however they are written. */
    @Transactional(readOnly = true)
    public Known known(Collection<String> usernames) {
        Map<String, Person> found = new HashMap<>();
        Map<String, List<Assignment>> duties = new HashMap<>();
        repository.findAllById(usernames).forEach(person -> found.put(person.username(), person));
        assignments
                .findByUsernameInOrderById(usernames)
                .forEach(duty -> duties.computeIfAbsent(duty.username(), u -> new ArrayList<>())
                        .add(duty));
        return new Known(found, duties, mirror.usersAmong(usernames));
    }
}
