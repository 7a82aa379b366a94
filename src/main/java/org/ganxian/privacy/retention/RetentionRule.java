package org.ganxian.privacy.retention;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.springframework.data.jpa.repository.JpaRepository;

/** How many years cases of a category of the first level are kept after their end, where it is not the usual time. */
@Entity
@Table(name = "retention_rule")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@AllArgsConstructor(access = AccessLevel.PACKAGE)
@Getter
class RetentionRule {

    interface Repository extends JpaRepository<RetentionRule, String> {}

    @Id
    private String category;

    private int years;
}
