package org.ganxian.codes;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be chosen, and what a code is called. */
@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CodeTables {

    private final CodeEdition.Repository editions;
    private final Clock clock;

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE);
    }

    /** What can be chosen today, in the city's order. */
    public List<CodeEntry> choices(CodeList list) {
        LocalDate today = today();
        return names(list).entriesOn(today).stream()
                .filter(entry -> entry.isOpenOn(today))
                .toList();
    }

    /** Empty for a code that nobody can choose today. */
    public Optional<CodeEntry> choice(CodeList list, String code) {
        return choices(list).stream().filter(entry -> entry.code().equals(code)).findFirst();
    }

    /** What the codes of a list are and were called. */
    public CodeNames names(CodeList list) {
        return new CodeNames(editions.of(list));
    }

    /** As {@link CodeNames#on}. */
    public String nameOn(CodeList list, String code, LocalDate day) {
        return names(list).on(code, day);
    }

    /** What it is called today. */
    public String name(CodeList list, String code) {
        return nameOn(list, code, today());
    }
}
