package org.ganxian.codes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.DecidedOffer;
import org.springframework.data.jpa.repository.JpaRepository;

/** Which list of a release the city has looked at. */
@Entity
@Table(name = "code_offer")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class CodeOffer extends DecidedOffer {

    interface Repository extends JpaRepository<CodeOffer, CodeList> {}

    @Id
    @Enumerated(EnumType.STRING)
    @Column(name = "code_list")
    private CodeList list;

    CodeOffer(CodeList list, String hash, Actor by, Instant at) {
        super(hash, by, at);
        this.list = list;
    }
}
