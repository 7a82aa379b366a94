package org.ganxian.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A duty that a person has beside the first one, in the same unit or another: a small street has few people. */
@Entity
@Table(name = "extra_duty")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class ExtraDuty {

    interface Repository extends JpaRepository<ExtraDuty, Long> {

        @Query("select d.unitCode from ExtraDuty d where d.username = :username and d.duty in :duties")
        List<String> unitsOf(String username, Collection<Duty> duties);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;
    private String unitCode;

    @Enumerated(EnumType.STRING)
    private Duty duty;

    ExtraDuty(String username, String unitCode, Duty duty) {
        this.username = username;
        this.unitCode = unitCode;
        this.duty = duty;
    }
}
