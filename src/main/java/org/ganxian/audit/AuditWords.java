package org.ganxian.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.privacy.Masks;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/** Lines of the audit in words that people read. What may be a telephone's or a person's number is masked. */
@Component
class AuditWords {

    /** What the log of logins holds. */
    static final List<String> LOGINS = List.of(
            "login",
            "login-by-provider",
            "login-failed",
            "login-locked",
            "login-address-locked",
            "login-password-off",
            "login-provider-refused");

    private static final Set<String> NO_STAFF = Set.of(Actor.NOBODY.id(), Actor.RESIDENT.id(), Actor.SYSTEM.id());

    /** A line in words. */
    record Said(String at, String who, String account, String action, String subject) {

        public boolean staff() {
            return !NO_STAFF.contains(account);
        }
    }

    private final CurrentActor actors;
    private final Units units;
    private final Map<String, String> actions;

    AuditWords(CurrentActor actors, Units units) throws IOException {
        this.actors = actors;
        this.units = units;
        this.actions = shipped();
    }

    /** zh-CN by code. */
    static Map<String, String> shipped() throws IOException {
        Properties read = PropertiesLoaderUtils.loadProperties(
                new EncodedResource(new ClassPathResource("data/audit-actions.properties"), StandardCharsets.UTF_8));
        Map<String, String> words = new TreeMap<>();
        read.forEach((code, word) -> words.put(code.toString(), word.toString()));
        return Collections.unmodifiableMap(words);
    }

    /** Those of one tab, zh-CN by code. */
    Map<String, String> actions(boolean logins) {
        Map<String, String> of = new LinkedHashMap<>();
        actions.forEach((code, word) -> {
            if (LOGINS.contains(code) == logins) {
                of.put(code, word);
            }
        });
        return of;
    }

    List<Said> of(List<AuditLine> lines) {
        Map<String, Actor> staff = actors.ofIds(lines.stream()
                .map(AuditLine::actorId)
                .filter(id -> !NO_STAFF.contains(id))
                .collect(Collectors.toSet()));
        return lines.stream()
                .map(line -> new Said(
                        PeopleTime.of(line.at()),
                        title(line.actorId(), staff),
                        line.actorId(),
                        actions.getOrDefault(line.action(), line.action()),
                        subject(line.subject())))
                .toList();
    }

    private static String title(String id, Map<String, Actor> staff) {
        return Stream.of(Actor.NOBODY, Actor.RESIDENT, Actor.SYSTEM)
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(staff.get(id)))
                .title();
    }

    /** Codes of units are said as names. */
    private String subject(String kept) {
        return Arrays.stream(kept.split(" "))
                .map(word -> units.find(word).map(Unit::name).orElseGet(() -> Masks.inText(word)))
                .collect(Collectors.joining(" "));
    }
}
