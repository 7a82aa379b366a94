package org.ganxian.codes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.springframework.data.jpa.repository.JpaRepository;

/** Which list of a release the city has looked at: it is not offered again. */
@Entity
@Table(name = "code_offer")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class CodeOffer {

    interface Repository extends JpaRepository<CodeOffer, CodeList> {}

    @Id
    @Enumerated(EnumType.STRING)
    @Column(name = "code_list")
    private CodeList list;

    /** SHA-256 of the release's list, in hex. */
    private String hash;

    private String decidedBy;
    private Instant decidedAt;

    CodeOffer(CodeList list, String hash, Actor by, Instant at) {
        this.list = list;
        this.hash = hash;
        this.decidedBy = by.id();
        this.decidedAt = at;
    }
}
