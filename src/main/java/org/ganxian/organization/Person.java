package org.ganxian.organization;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff. Name, phone and e-mail live here only; the engine knows the user name. Written column by column:
 * whoever saves an address must not bring back somebody who was taken off duty meanwhile.
 */
@Entity
@DynamicUpdate
@Table(name = "person")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
public class Person {

    @Id
    private String username;

    private String name;

    @Getter(AccessLevel.NONE)
    @Convert(converter = Encrypted.class)
    private @Nullable String phone;

    @Convert(converter = Encrypted.class)
    private @Nullable String email;

    /** Where the person belongs, and as what they sign; among their duties as long as these last. */
    private String unitCode;

    @Enumerated(EnumType.STRING)
    private Duty duty;

    /** What a member can do, {@code 电工|搬运}; null or empty when nothing is known. */
    private @Nullable String skills;

    @Getter(AccessLevel.NONE)
    private boolean active = true;

    /** Somebody else chose the password. */
    private boolean mustChangePassword;

    @Getter(AccessLevel.NONE)
    private @Nullable Instant passwordChangedAt;

    /** Null for somebody at work. */
    private @Nullable Instant offDutyAt;

    /** Why; zh-CN, as an administrator wrote it. */
    private @Nullable String offDutyReason;

    public Person(
            String username, String name, @Nullable String phone, String unitCode, Duty duty, @Nullable String skills) {
        this.username = username;
        this.name = name;
        this.phone = phone;
        this.unitCode = unitCode;
        this.duty = duty;
        this.skills = skills;
    }

    /** Where notices are mailed to; empty for nowhere. */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    void setEmail(@Nullable String email) {
        this.email = email;
    }

    /** Empty for none. */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    void describe(String name, @Nullable String phone, @Nullable String skills) {
        this.name = name;
        this.phone = phone;
        this.skills = skills;
    }

    public Post post() {
        return new Post(unitCode, duty);
    }

    void settleOn(Post post) {
        unitCode = post.unitCode();
        duty = post.duty();
    }

    void goOffDuty(Instant at, String reason) {
        active = false;
        offDutyAt = at;
        offDutyReason = reason;
    }

    void comeBack() {
        active = true;
        offDutyAt = null;
        offDutyReason = null;
    }

    void mustChoosePassword() {
        mustChangePassword = true;
    }

    /** Empty for a password as old as the account. */
    Optional<Instant> passwordChangedAt() {
        return Optional.ofNullable(passwordChangedAt);
    }

    void passwordChanged(Instant at, boolean byAnother) {
        passwordChangedAt = at;
        mustChangePassword = byAnother;
    }

    public boolean isActive() {
        return active;
    }
}
