package org.ganxian.organization;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.passwords.Passwords;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes to who is on staff and to what they do, each one transaction in which the person's row stands still and the
 * engine's groups follow. Whether whoever asks may do it, is asked before.
 */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Staff {

    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);
    private static final int NAME_LENGTH = 30;
    private static final int SKILLS_LENGTH = 100;

    /**
     * What is known of a person, as typed.
     *
     * @param skills {@code 电工|搬运}
     */
    public record Details(
            String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String skills) {}

    /**
     * A post for some days.
     *
     * @param from null for today
     * @param to last day; null for until further notice
     */
    public record Task(
            Post post, @Nullable LocalDate from, @Nullable LocalDate to) {}

    private final PersonRepository repository;
    private final Assignment.Repository assignments;
    private final People people;
    private final Units units;
    private final EngineMirror mirror;
    private final PhoneNumbers phones;
    private final Succession succession;
    private final Audit audit;

    public Details detailsOf(Person person) {
        return new Details(
                person.name(), person.phone().orElse(null), person.email().orElse(null), person.skills());
    }

    /** @throws Refusal 400 by field */
    public void describe(String username, Details details, Actor by) {
        describe(locked(username), details, by);
    }

    private void describe(Person person, Details details, Actor by) {
        Details known = checked(details);
        person.describe(known.name(), known.phone(), known.skills());
        person.setEmail(known.email());
        audit.record(by, "person-changed", person.username());
    }

    /**
     * Several changes of one person in one step, after which the engine's groups follow once.
     *
     * @param details null for what stays
     * @param last last days by ids of duties
     * @throws Refusal as each of them
     */
    public void change(
            String username, @Nullable Details details, List<Task> tasks, Map<Long, LocalDate> last, Actor by) {
        succession.holdAdministrators(username);
        Person person = locked(username);
        if (details != null) {
            describe(person, details, by);
        }
        tasks.forEach(task -> give(person, task, by));
        last.forEach((duty, day) -> end(person, duty, day, by));
        succession.follow(person);
    }

    /**
     * What a person's details are kept as.
     *
     * @throws Refusal 400 by field
     */
    @Transactional(propagation = Propagation.SUPPORTS, noRollbackFor = Refusal.class)
    public Details checked(Details typed) {
        String name = PersonName.of(typed.name());
        if (name == null || Texts.length(name) > NAME_LENGTH || !Texts.isReadable(name)) {
            throw Refusal.field("name", "请填写姓名，不超过 " + NAME_LENGTH + " 个字");
        }
        String phone = blankToNull(typed.phone());
        if (phone != null) {
            phone = phones.own(phone)
                    .filter(own -> own.rest() == null)
                    .map(PhoneNumbers.Written::number)
                    .orElseThrow(() -> Refusal.field("phone", PhoneNumbers.HINT));
        }
        String skills = blankToNull(typed.skills());
        if (skills != null && (Texts.length(skills) > SKILLS_LENGTH || !Texts.isReadable(skills))) {
            throw Refusal.field("skills", "特长不能超过 " + SKILLS_LENGTH + " 个字");
        }
        return new Details(name, phone, People.address(typed.email()), skills);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Gives somebody a duty for some days.
     *
     * @throws Refusal 400 for days that are none, 409 when they have it on some of them
     */
    public void assign(String username, Task task, Actor by) {
        Person person = locked(username);
        give(person, task, by);
        people.follow(person);
    }

    private void give(Person person, Task task, Actor by) {
        Assignment duty = duty(person.username(), task, assignments.findByUsernameOrderById(person.username()), by);
        assignments.saveAndFlush(duty);
        audit.record(by, "duty-given", person.username() + " " + duty.post().group());
    }

    /**
     * A duty that may be given.
     *
     * @param others what this person has already
     */
    Assignment duty(String username, Task task, List<Assignment> others, Actor by) {
        LocalDate from = task.from() == null ? Term.today() : task.from();
        Post post =
                new Post(units.get(task.post().unitCode()).code(), task.post().duty());
        requireDays(from, task.to());
        refuseTwice(others, post, null, from, task.to());
        return new Assignment(username, post.unitCode(), post.duty(), from, task.to(), by.id());
    }

    /**
     * Whoever has or will have a duty in a unit that is closed gets the same one in its successor, until the same day.
     * Deputies follow whom they stand in for.
     *
     * @param successors codes by those of the units that they follow
     */
    public void carryOver(Map<String, String> successors) {
        LocalDate today = Term.today();
        Map<String, Person> carried = new LinkedHashMap<>();
        for (Assignment duty : assignments.findByUnitCodeInOrderById(successors.keySet())) {
            String unit = String.valueOf(successors.get(duty.unitCode()));
            LocalDate from = duty.validFrom() == null || duty.validFrom().isBefore(today) ? today : duty.validFrom();
            boolean there = assignments.findByUsernameOrderById(duty.username()).stream()
                    .anyMatch(other -> other.isOn(duty.duty(), unit) && other.meets(from, duty.validTo()));
            if (!duty.isOverOn(today) && !there) {
                carried.put(duty.username(), locked(duty.username()));
                assignments.saveAndFlush(
                        new Assignment(duty.username(), unit, duty.duty(), from, duty.validTo(), null));
            }
        }
        // Once each: the engine does not read what it has just been told.
        carried.values().forEach(people::follow);
    }

    private void refuseTwice(
            List<Assignment> others,
            Post post,
            @Nullable Assignment but,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {
        if (others.stream()
                .anyMatch(a -> !a.equals(but) && a.isOn(post.duty(), post.unitCode()) && a.meets(from, to))) {
            throw Refusal.conflict(People.title(units.get(post.unitCode()), post.duty()) + "这项职责在这些日子里已经有了，请直接改它的止日");
        }
    }

    /** @throws Refusal 400 by field, for days that are none */
    @Transactional(propagation = Propagation.SUPPORTS, noRollbackFor = Refusal.class)
    public void requireDays(LocalDate from, @Nullable LocalDate to) {
        if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
            throw Refusal.field("from", "起日应在 %d 年到 %d 年之间".formatted(EARLIEST.getYear(), LATEST.getYear()));
        } else if (to != null && to.isAfter(LATEST)) {
            throw Refusal.field("to", "止日不能晚于 %d 年；没有止日的请留空".formatted(LATEST.getYear()));
        }
        if (to != null && to.isBefore(from)) {
            throw Refusal.field("to", "止日不能早于起日");
        } else if (to != null && to.isBefore(Term.today())) {
            throw Refusal.field("to", "止日不能早于今天");
        }
    }

    /**
     * Lets a duty last until this day. One that ends at once gives back what is in hand of it.
     *
     * @param last null for until further notice; yesterday for at once
     * @throws Refusal 400 for an earlier day, 404 for a duty that is not this person's, 409 for one that is over
     */
    public void lastUntil(String username, long assignment, @Nullable LocalDate last, Actor by) {
        succession.holdAdministrators(username);
        Person person = locked(username);
        end(person, assignment, last, by);
        succession.follow(person);
    }

    private void end(Person person, long assignment, @Nullable LocalDate last, Actor by) {
        LocalDate today = Term.today();
        Assignment duty = find(person.username(), assignment);
        if (last != null) {
            succession.requireAnother(person.username(), duty.post());
        }
        if (duty.isOverOn(today)) {
            throw Refusal.conflict("这项职责已经结束，请另加一项");
        } else if (last != null && last.isBefore(today.minusDays(1))) {
            throw Refusal.field("to", "止日不能早于今天；要马上结束，请选择“今天起不再承担”");
        }
        if (last != null && last.isAfter(LATEST)) {
            throw Refusal.field("to", "止日不能晚于 %d 年；没有止日的请留空".formatted(LATEST.getYear()));
        }
        refuseTwice(assignments.findByUsernameOrderById(person.username()), duty.post(), duty, duty.validFrom(), last);
        duty.lastUntil(last);
        assignments.saveAndFlush(duty);
        audit.record(
                by, "duty-until", person.username() + " " + duty.post().group() + " " + (last == null ? "-" : last));
    }

    private Assignment find(String username, long id) {
        return assignments
                .findById(id)
                .filter(a -> a.username().equals(username))
                .orElseThrow(() -> Refusal.notFound("没有这项职责，可能刚被改动，请刷新"));
    }

    /**
     * Chooses a new password for somebody who lost theirs; their sessions end with the old one.
     *
     * @return the password of the next login, after which they must choose their own; it is kept nowhere
     */
    public String newPassword(String username, Actor by) {
        Person person = locked(username);
        if (!person.isActive()) {
            throw Refusal.conflict("此人已离岗，不能登录；请先恢复在岗");
        }
        String password = Passwords.random(username, person.name());
        mirror.setPassword(username, password);
        person.mustChoosePassword();
        audit.record(by, "password-reset", username);
        return password;
    }

    /** All duties that somebody has, had and will have. */
    @Transactional(readOnly = true)
    public List<Assignment> dutiesOf(String username) {
        return assignments.findByUsernameOrderById(username);
    }

    public Person locked(String username) {
        Optional<Person> person = repository.lock(username).isPresent() ? people.find(username) : Optional.empty();
        return person.orElseThrow(() -> Refusal.notFound("没有这个人"));
    }
}
