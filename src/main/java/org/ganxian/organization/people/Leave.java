package org.ganxian.organization.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.ganxian.organization.Term;
import org.springframework.data.jpa.repository.JpaRepository;

/** 请假: for some days nothing new comes to a person, and nobody can choose them. They may still log in and end what they hold. */
@Entity
@Table(name = "staff_leave")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class Leave extends Term {

    interface Repository extends JpaRepository<Leave, Long> {

        List<Leave> findByUsernameOrderById(String username);
    }

    Leave(String username, LocalDate validFrom, LocalDate validTo, String setBy) {
        super(username, validFrom, validTo, setBy);
    }
}
