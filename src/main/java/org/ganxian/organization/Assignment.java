package org.ganxian.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A person's duty in a unit on certain days. A small street has few people: one may have several at once. */
@Entity
@Table(name = "assignment")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Assignment extends Term {

    interface Repository extends JpaRepository<Assignment, Long> {

        List<Assignment> findByUsernameOrderById(String username);

        List<Assignment> findByUsernameInOrderById(Collection<String> usernames);

        List<Assignment> findByUnitCodeInOrderById(Collection<String> units);
    }

    private String unitCode;

    @Enumerated(EnumType.STRING)
    private Duty duty;

    Assignment(
            String username,
            String unitCode,
            Duty duty,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String setBy) {
        super(username, validFrom, validTo, setBy);
        this.unitCode = unitCode;
        this.duty = duty;
    }

    public boolean isOn(Duty other, String unit) {
        return duty == other && unitCode.equals(unit);
    }

    public Post post() {
        return new Post(unitCode, duty);
    }
}
