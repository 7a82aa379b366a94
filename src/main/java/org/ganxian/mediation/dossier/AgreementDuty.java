package org.ganxian.mediation.dossier;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.Encrypted;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;

/** One thing that one party has promised another. A day on which nobody performed starts nothing against anybody. */
@Entity
@Table(name = "agreement_duty")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class AgreementDuty {

    public interface Repository extends JpaRepository<AgreementDuty, Long> {
        List<AgreementDuty> findByMediationIdOrderByDueOnAscIdAsc(Long mediationId);

        Optional<AgreementDuty>
                findFirstByMediationIdAndDoneAtIsNullAndBreachedAtIsNullAndVoidAtIsNullOrderByDueOnAscIdAsc(
                        Long mediationId);

        Optional<AgreementDuty> findFirstByMediationIdAndDoneAtIsNullAndBreachedAtIsNullAndVoidAtIsNullOrderByIdDesc(
                Long mediationId);
    }

    /** After so many urges the ways are told. */
    private static final int URGES = 2;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Getter(AccessLevel.NONE)
    private Long id;

    @Getter(AccessLevel.NONE)
    private Long mediationId;

    private Long debtorId;
    private Long creditorId;

    @Convert(converter = Encrypted.class)
    private String what;

    private @Nullable BigDecimal amount;
    private LocalDate dueOn;
    private int urges;
    private @Nullable Instant doneAt;
    private @Nullable Instant breachedAt;

    /** When a new agreement was to take its place. */
    private @Nullable Instant voidAt;

    /** What was paid of it so far; null for nothing. */
    private @Nullable BigDecimal paid;

    @Convert(converter = Encrypted.class)
    private @Nullable String voucher;

    public AgreementDuty(
            Long mediationId,
            Long debtorId,
            Long creditorId,
            String what,
            @Nullable BigDecimal amount,
            LocalDate dueOn) {
        this.mediationId = mediationId;
        this.debtorId = debtorId;
        this.creditorId = creditorId;
        this.what = what;
        this.amount = amount;
        this.dueOn = dueOn;
    }

    /** zh-CN: how it stands. */
    public String state() {
        if (doneAt != null) {
            return "已履行";
        } else if (breachedAt != null) {
            return "没有履行，已告知途径";
        }
        if (voidAt != null) {
            return "协议已重新商定，不再履行";
        }
        String waiting = urges == 0 ? "待履行" : "已催告";
        return paid == null ? waiting : waiting + "，已付 " + paid.toPlainString() + " 元";
    }

    public boolean isOpen() {
        return doneAt == null && breachedAt == null && voidAt == null;
    }

    /**
     * Whether it stands in the newest edition. What is void, or was done or given up before this edition was in effect, is
     * of an earlier one.
     *
     * @param newest null while nothing is drafted
     */
    public boolean isOf(@Nullable Agreement newest) {
        Instant over = doneAt == null ? breachedAt : doneAt;
        Instant since = newest == null ? null : newest.effectiveAt();
        return voidAt == null && (over == null || since != null && !over.isBefore(since));
    }

    public void isVoid(Instant when) {
        voidAt = when;
    }

    /**
     * A part of it was paid.
     *
     * @return whether that was the rest
     * @throws Refusal 400 for a duty without an amount, and for more than is left
     */
    public boolean pay(BigDecimal part, String proof) {
        if (amount == null) {
            throw Refusal.field("partAmount", "这项义务没有金额，不能部分履行");
        }
        BigDecimal sum = paid == null ? part : paid.add(part);
        if (part.signum() <= 0 || sum.compareTo(amount) > 0) {
            throw Refusal.field("partAmount", "金额要大于零，加上已付的不超过 " + amount.toPlainString() + " 元");
        }
        paid = sum;
        voucher = proof;
        return sum.compareTo(amount) == 0;
    }

    public void done(String proof, Instant when) {
        voucher = proof;
        doneAt = when;
    }

    /** @return whether it was urged often enough: the creditor has been told the ways that are left */
    public boolean urge(String how, Instant when) {
        voucher = how;
        if (++urges >= URGES) {
            breachedAt = when;
        }
        return breachedAt != null;
    }
}
