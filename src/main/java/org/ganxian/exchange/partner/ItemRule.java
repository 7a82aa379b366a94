package org.ganxian.exchange.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** A line of the list that says whose a matter is (分工清单). */
@Entity
@Table(name = "exchange_item")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class ItemRule {

    interface Repository extends JpaRepository<ItemRule, Long> {
        List<ItemRule> findByPartnerOrderByCategoryAscValidFromDescIdDesc(String partner);

        List<ItemRule> findByPartnerAndCategoryOrderByValidFromDescIdDesc(String partner, String category);
    }

    @RequiredArgsConstructor
    @Getter
    public enum Side {
        OURS("我们受理"),
        /** No street or community is given such a case. */
        COUNTY("我们受理，由区县部门办理"),
        THEIRS("对方受理"),
        /** 诉讼, 仲裁, 复议, 纪检, 信访: neither's, there is another way. */
        NEITHER("都不受理，告知途径"),
        /** Both sides talk about each of them. */
        TALK("每件商量");

        private final String title;

        public boolean isOurs() {
            return this == OURS || this == COUNTY;
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String partner;

    /** As they name it. */
    private String category;

    @Enumerated(EnumType.STRING)
    private Side side;

    /** zh-CN, where that is written, or which way is left; told to the other side. */
    private String basis;

    private LocalDate validFrom;

    /** Last day; missing while it has no end. */
    private @Nullable LocalDate validUntil;

    private String editedBy;

    ItemRule(String partner, Partners.NewItem item, String by) {
        this.partner = partner;
        this.category = item.category();
        this.side = item.side();
        this.basis = item.basis();
        this.validFrom = item.from();
        this.validUntil = item.until();
        this.editedBy = by;
    }

    public boolean isValid(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }

    void end(LocalDate day, String by) {
        validUntil = day;
        editedBy = by;
    }
}
