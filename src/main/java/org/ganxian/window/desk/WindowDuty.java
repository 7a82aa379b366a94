package org.ganxian.window.desk;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Duty;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** At which streets' windows the logged-in person works: to accept, or to issue as well. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class WindowDuty {

    private final CurrentActor currentActor;

    /** Codes of the streets. */
    Set<String> desks() {
        return desks(List.of(Duty.CLERK, Duty.ISSUER));
    }

    private Set<String> desks(List<Duty> duties) {
        return currentActor.groups().stream()
                .filter(group -> duties.stream().anyMatch(d -> group.endsWith("-" + d.code())))
                .map(group -> group.substring(0, group.lastIndexOf('-')))
                .collect(Collectors.toSet());
    }

    /** @throws Refusal 403 for whoever works at no window */
    Set<String> require() {
        Set<String> desks = desks();
        if (desks.isEmpty()) {
            throw Refusal.forbidden("只有前台受理员和窗口出件员可以使用这项功能");
        }
        return desks;
    }

    /**
     * The desk where the person takes applications in.
     *
     * @throws Refusal 403 for whoever does not
     */
    String requireDesk() {
        return desks(List.of(Duty.CLERK)).stream()
                .sorted()
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("只有前台受理员可以收件"));
    }

    /** For pages: whether they link to those of the window. */
    public boolean isOne() {
        return !desks().isEmpty();
    }

    boolean takesIn() {
        return !desks(List.of(Duty.CLERK)).isEmpty();
    }
}
