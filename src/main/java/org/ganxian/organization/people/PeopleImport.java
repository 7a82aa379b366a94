package org.ganxian.organization.people;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** One file of people on its way in, and how far it is. */
@Entity
@Table(name = "people_import")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class PeopleImport {

    interface Repository extends JpaRepository<PeopleImport, String> {

        @Query(
                "select new org.ganxian.organization.people.PeopleImport$Begun(i.id, i.startedAt, i.finishedAt, i.total, i.done)"
                        + " from PeopleImport i where i.startedBy = :username order by i.startedAt desc limit 10")
        List<Begun> latestOf(String username);
    }

    /**
     * An import without its file.
     *
     * @param finishedAt null while it goes on
     */
    record Begun(String id, Instant startedAt, @Nullable Instant finishedAt, int total, int done) {}

    /** What came of one batch. */
    @Entity
    @Table(name = "people_import_batch")
    @NoArgsConstructor(access = AccessLevel.PROTECTED)
    @Getter
    static class Batch {

        interface Repository extends JpaRepository<Batch, Long> {

            List<Batch> findByImportIdOrderById(String importId);

            void deleteByImportId(String importId);
        }

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private Long id;

        private String importId;

        /** Names are in it. */
        @Convert(converter = Encrypted.class)
        private String outcomes;

        /** Null for none, and once they are fetched. */
        @Convert(converter = Encrypted.class)
        private @Nullable String passwords;

        Batch(String importId, String outcomes, @Nullable String passwords) {
            this.importId = importId;
            this.outcomes = outcomes;
            this.passwords = passwords;
        }

        void forgetPasswords() {
            passwords = null;
        }
    }

    @Id
    private String id;

    private String startedBy;
    private Instant startedAt;
    private @Nullable Instant finishedAt;

    @Getter(AccessLevel.NONE)
    @Convert(converter = Encrypted.class)
    private String content;

    /** People in the file. */
    private int total;

    /** Of them, those whose rows have an outcome. */
    private int done;

    /** zh-CN, why it ended before the last of them; null when it did not. */
    private @Nullable String refusal;

    @Getter(AccessLevel.NONE)
    @Version
    @Column(name = "version")
    private long version;

    PeopleImport(String startedBy, Instant startedAt, byte[] content, int total) {
        this.id = UUID.randomUUID().toString();
        this.startedBy = startedBy;
        this.startedAt = startedAt;
        this.content = Base64.getEncoder().encodeToString(content);
        this.total = total;
    }

    byte[] content() {
        return Base64.getDecoder().decode(content);
    }

    boolean isRunning() {
        return finishedAt == null;
    }

    void advance(int people, Instant now) {
        done += people;
        if (done >= total) {
            finishedAt = now;
        }
    }

    void refuse(String why, Instant now) {
        refusal = why;
        finishedAt = now;
    }
}
