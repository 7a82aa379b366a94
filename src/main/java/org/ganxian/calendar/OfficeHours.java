package org.ganxian.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.MonthDay;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.springframework.data.jpa.repository.JpaRepository;

/** One opening period of a season of a unit. Texts in the database: {@code 06-01}, {@code 08:00}. */
@Entity
@Immutable
@Table(name = "office_hours")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
public class OfficeHours {

    public interface Repository extends JpaRepository<OfficeHours, Long> {
        boolean existsByUnitCode(String unitCode);

        List<OfficeHours> findByUnitCodeOrderById(String unitCode);
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Getter(AccessLevel.PACKAGE)
    private String unitCode;

    private String fromDay;
    private String toDay;
    private String opens;
    private String closes;

    public OfficeHours(String unitCode, OfficeRules.Season season) {
        this.unitCode = unitCode;
        this.fromDay = text(season.from());
        this.toDay = text(season.to());
        this.opens = OpeningHours.text(season.period().opens());
        this.closes = OpeningHours.text(season.period().closes());
    }

    public OfficeRules.Season season() {
        return new OfficeRules.Season(monthDay(fromDay), monthDay(toDay), OpeningHours.of(opens, closes));
    }

    /** {@code 06-01}. */
    public static String text(MonthDay day) {
        return day.toString().substring("--".length());
    }

    /** Reads {@code 06-01}. */
    public static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }
}
