package org.ganxian.organization.setup;

import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.organization.People;
import org.ganxian.organization.passwords.Passwords;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The accounts with which a visitor may look around the demo city. Exists in the profile {@code demo} only. */
@Component
@Profile("demo")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DemoAccounts {

    /** Enough to see an order, an application and a dispute through every hand they can pass, all that the README names; the demo's other people are their colleagues. */
    private static final List<String> TOUR = List.of(
            "clerk",
            "dispatcher",
            "member1",
            "member2",
            "member3",
            "triage",
            "duty",
            "caller",
            "health-handler",
            "health-reviewer",
            "health-head",
            "window",
            "two-hats",
            "mediation-secretary",
            "mediation-head",
            "mediator1",
            "mediation-caller",
            "exchange-admin",
            "supervisor",
            "supervisor2",
            "supervisor3",
            "street-manager",
            "district-manager",
            "manager",
            "auditor",
            "street-auditor",
            "admin");

    /** @param title zh-CN, unit and duty */
    public record Account(String username, String password, Duty duty, String title) {}

    private final People people;

    /**
     * All of them, or none where the database was first filled without the demo: its administrator has another
     * password.
     */
    public List<Account> all() {
        List<Account> accounts = TOUR.stream()
                .map(people::find)
                .flatMap(Optional::stream)
                .map(p -> new Account(
                        p.username(),
                        Passwords.DEMO,
                        p.duty(),
                        people.titleOf(p.username()).orElseThrow()))
                .toList();
        return accounts.size() == TOUR.size() ? accounts : List.of();
    }
}
