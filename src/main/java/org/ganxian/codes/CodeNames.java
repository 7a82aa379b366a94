package org.ganxian.codes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;

/** What the codes of a list were called, as read at one moment: for whoever names many. */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class CodeNames {

    /** Newest first. */
    private final List<CodeEdition> editions;

    List<CodeEntry> entriesOn(LocalDate day) {
        return editions.stream()
                .filter(edition -> edition.hasBegunOn(day))
                .findFirst()
                .map(CodeEdition::all)
                .orElse(List.of());
    }

    /** What a code was called on a day; itself where it never had a name. One that has ended keeps its name. */
    public String on(String code, LocalDate day) {
        return nameIn(entriesOn(day).stream(), code)
                .or(() -> nameIn(editions.stream().flatMap(edition -> edition.all().stream()), code))
                .orElse(code);
    }

    private static Optional<String> nameIn(Stream<CodeEntry> entries, String code) {
        return entries.filter(entry -> entry.code().equals(code))
                .map(CodeEntry::name)
                .findFirst();
    }
}
