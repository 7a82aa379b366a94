package org.ganxian.organization;

import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.EngineClock;
import org.ganxian.organization.HeldWork.Held;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * 离岗: from this moment somebody gets in nowhere and has no group, and what they had in hand is their group's or a
 * colleague's, all in one transaction. Their past keeps their name and title.
 */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OffDuty {

    private static final int REASON_LENGTH = 200;

    private final PersonRepository repository;
    private final People people;
    private final Staff staff;
    private final Succession succession;
    private final RetriedTransaction transaction;
    private final Audit audit;

    /**
     * What somebody has in hand now, and who could go on with it.
     *
     * @param colleagues by user name, without those on leave and without whoever goes
     */
    public record InHand(Held held, List<Person> colleagues) {}

    /** For a look before it is done. */
    public List<InHand> preview(Person person) {
        return succession.heldBy(person).stream()
                .map(held -> new InHand(
                        held,
                        succession.work().colleagues(held).stream()
                                .filter(who -> !who.equals(person.username()))
                                .flatMap(who -> people.find(who).stream())
                                .toList()))
                .toList();
    }

    /**
     * Takes somebody off duty. What they have taken meanwhile and nobody was named for goes back to its group.
     *
     * @param colleagues user names by {@link Held#key}; others' work goes back to its group
     * @param reason zh-CN
     * @return what was in hand
     * @throws Refusal 400 without a reason, 409 when a colleague may not do what they were to get, or for the city's last
     *     administrator
     */
    public List<Held> begin(String username, Map<String, String> colleagues, @Nullable String reason, Actor by) {
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || Texts.length(why) > REASON_LENGTH || !Texts.isReadable(why)) {
            throw Refusal.field("reason", "请填写离岗的原因，不超过 " + REASON_LENGTH + " 个字");
        }
        return transaction.run(() -> {
            succession.holdAdministrators(username);
            Person person = staff.locked(username);
            people.postsOf(person).forEach(post -> succession.requireAnother(username, post));
            if (!person.isActive()) {
                throw Refusal.conflict("此人已经离岗");
            }
            person.goOffDuty(EngineClock.now(), why);
            repository.saveAndFlush(person);
            people.follow(person);
            List<Held> inHand = succession.handOn(person, held -> {
                String to = colleagues.getOrDefault(held.key(), "");
                succession
                        .work()
                        .handOn(held, username, to.isBlank() ? null : to, to.isBlank() ? "经办人离岗，退回所在岗位" : "经办人离岗，移交");
            });
            audit.record(by, "off-duty", username);
            return inHand;
        });
    }

    /** Lets somebody work again; their duties are those that hold today. What was handed on stays where it is. */
    public void end(String username, Actor by) {
        transaction.run(() -> {
            Person person = staff.locked(username);
            if (person.isActive()) {
                throw Refusal.conflict("此人在岗");
            }
            person.comeBack();
            repository.saveAndFlush(person);
            people.follow(person);
            audit.record(by, "back-on-duty", username);
            return username;
        });
    }
}
