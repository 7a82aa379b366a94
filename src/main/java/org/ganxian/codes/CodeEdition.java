package org.ganxian.codes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.web.OncePerPage;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A list as a whole, from a day on. Never changes: what is listed otherwise is another edition. */
@Entity
@Immutable
@Table(name = "code_edition")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class CodeEdition {

    interface Repository extends JpaRepository<CodeEdition, Long> {

        /** Newest first. */
        List<CodeEdition> findByListOrderByVersionDesc(CodeList list);

        /** As {@link #findByListOrderByVersionDesc}; a page asks the same more than once. */
        default List<CodeEdition> of(CodeList list) {
            return OncePerPage.read("codes of " + list, List.class, () -> findByListOrderByVersionDesc(list));
        }
    }

    private static final String COLUMN = "\t";
    private static final int COLUMNS = 4;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    @Column(name = "code_list")
    private CodeList list;

    /** From 1. */
    private int version;

    /** The first day on which it holds, unless a later edition does by then. */
    @JdbcTypeCode(SqlTypes.LOCAL_DATE)
    private LocalDate validFrom;

    /** A line an entry, in their order: code, name, first and last day, parted by tabs. */
    private String entries;

    /** User name; missing for what a release brought. */
    private @Nullable String editedBy;

    private Instant editedAt;

    /** @param by missing for what is shipped */
    CodeEdition(
            CodeList list, int version, LocalDate validFrom, List<CodeEntry> entries, @Nullable Actor by, Instant at) {
        this.list = list;
        this.version = version;
        this.validFrom = validFrom;
        this.entries = entries.stream().map(CodeEdition::line).collect(Collectors.joining("\n"));
        this.editedBy = by == null ? null : by.id();
        this.editedAt = at;
    }

    private static String line(CodeEntry entry) {
        return String.join(COLUMN, entry.code(), entry.name(), text(entry.from()), text(entry.to()));
    }

    private static String text(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    List<CodeEntry> all() {
        return Arrays.stream(entries.split("\n"))
                .map(line -> line.split(COLUMN, COLUMNS))
                .map(cells -> new CodeEntry(cells[0], cells[1], day(cells[2]), day(cells[3])))
                .toList();
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    boolean isShipped() {
        return editedBy == null;
    }

    boolean hasBegunOn(LocalDate day) {
        return !validFrom.isAfter(day);
    }
}
