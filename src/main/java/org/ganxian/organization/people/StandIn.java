package org.ganxian.organization.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.organization.Term;
import org.springframework.data.jpa.repository.JpaRepository;

/** 代理: a person does for some days what another's own duties are, beside theirs. */
@Entity
@Table(name = "stand_in")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class StandIn extends Term {

    interface Repository extends JpaRepository<StandIn, Long> {

        List<StandIn> findByUsernameOrderById(String username);

        List<StandIn> findByAbsentOrderById(String absent);
    }

    /** User name of whose duties these are. */
    private String absent;

    StandIn(String username, String absent, LocalDate validFrom, LocalDate validTo, String setBy) {
        super(username, validFrom, validTo, setBy);
        this.absent = absent;
    }
}
