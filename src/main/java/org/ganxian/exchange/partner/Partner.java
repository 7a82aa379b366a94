package org.ganxian.exchange.partner;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.data.AssignedId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Another system with which cases are exchanged. */
@Entity
@Table(name = "exchange_partner")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Partner extends AssignedId<String> {

    interface Repository extends JpaRepository<Partner, String> {
        List<Partner> findAllByOrderByCode();

        Optional<Partner> findFirstByPoliceTrueAndActiveTrueOrderByCode();

        /** Held until the transaction ends: its keys are changed by one after the other. */
        @Lock(LockModeType.PESSIMISTIC_WRITE)
        @Query("select p from Partner p where p.code = :code")
        Optional<Partner> take(String code);
    }

    /** How it reaches us and we reach it. */
    @RequiredArgsConstructor
    @Getter
    public enum Habit {
        PUSH("互相推送（HTTPS）"),
        FILE("交换文件"),
        /** It calls nobody: its messages lie on pages that we fetch, ours are sent to the same address. */
        PULL("对方提供报文页，我们定时来取"),
        /** It calls {@code /open311/v2} with an API key, and fetches what it is told: decision 061. */
        OPEN311("Open311（对方来报、来取）");

        private final String title;
    }

    /** Who calls a resident back whose case came from it. */
    @RequiredArgsConstructor
    @Getter
    public enum CallBack {
        OURS("我们"),
        THEIRS("对方");

        private final String title;
    }

    @Id
    private String code;

    /** zh-CN. */
    private String name;

    /** Whether dangers are told to it: 110. */
    private boolean police;

    /** Whether orders come from it. */
    private boolean inward;

    /** Whether orders may go to it. */
    private boolean outward;

    @Enumerated(EnumType.STRING)
    private Habit habit;

    /** Where it takes messages; missing for one with whom files are exchanged. */
    private @Nullable String address;

    private String suite;
    private boolean active;

    @Enumerated(EnumType.STRING)
    private CallBack callBack = CallBack.OURS;

    @Version
    @Getter(AccessLevel.NONE)
    private long version;

    Partner(String code, Partners.Details details, String suite) {
        this.code = code;
        this.suite = suite;
        this.name = details.name();
        this.habit = details.habit();
        change(details);
    }

    public boolean isOpen311() {
        return habit == Habit.OPEN311;
    }

    final void change(Partners.Details details) {
        name = details.name();
        police = details.police();
        inward = details.inward();
        outward = details.outward();
        habit = details.habit();
        address = details.address();
        active = details.active();
    }

    void agree(CallBack agreed) {
        callBack = agreed;
    }

    @Override
    public String getId() {
        return code;
    }
}
