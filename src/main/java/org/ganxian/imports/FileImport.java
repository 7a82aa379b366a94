package org.ganxian.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** One file on its way in, and how far it is. */
@Entity
@Table(name = "file_import")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class FileImport {

    interface Repository extends JpaRepository<FileImport, String> {

        @Query("from FileImport f where f.kind = :kind and f.startedBy = :startedBy and (:running = true and"
                + " f.finishedAt is null or :taken = true and f.finishedAt is not null and f.refusal is null or"
                + " :refused = true and f.refusal is not null)")
        Page<FileImport> of(
                String kind, String startedBy, boolean running, boolean taken, boolean refused, Pageable page);

        int countByFinishedAtIsNull();
    }

    /** How it stands. */
    @RequiredArgsConstructor
    @Getter
    public enum State {
        RUNNING("正在导入"),
        TAKEN("已导入"),
        REFUSED("没有完成");

        /** zh-CN. */
        private final String title;
    }

    @Id
    private String id;

    private String kind;
    private String startedBy;
    private Instant startedAt;

    /** Null while it goes on. */
    private @Nullable Instant finishedAt;

    /** Until when whoever sent it takes it in part by part, and the engine waits; null when the engine does it at once. */
    private @Nullable Instant attendedUntil;

    /** Of the file, as whoever sent it called it. */
    @Convert(converter = Encrypted.class)
    private String name;

    /** JSON, what the kind keeps of the file as a whole. */
    @Getter(AccessLevel.PACKAGE)
    @Convert(converter = Encrypted.class)
    private String details;

    /** JSON. */
    @Getter(AccessLevel.PACKAGE)
    private String tally;

    /** Items in the file. */
    private int total;

    /** Of them, the first so many have an outcome. */
    private int done;

    /** Items in a row that a fault of the system has kept out. */
    @Getter(AccessLevel.PACKAGE)
    private int faults;

    /** zh-CN, why it was not begun, or ended before the last item; null when neither. */
    private @Nullable String refusal;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    FileImport(String id, String kind, String name, String details, Actor by, Instant now) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.details = details;
        this.tally = "{}";
        this.startedBy = by.id();
        this.startedAt = now;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    void holds(int items, @Nullable Instant attended) {
        total = items;
        attendedUntil = attended;
    }

    void advance(int items, String added, boolean fault, Instant now) {
        done += items;
        tally = added;
        faults = fault ? faults + 1 : 0;
        if (done >= total) {
            finishedAt = now;
        }
    }

    void refuse(@Nullable String why, Instant now) {
        refusal = why;
        finishedAt = now;
    }
}
