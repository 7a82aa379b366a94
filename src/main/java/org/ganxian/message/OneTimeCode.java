package org.ganxian.message;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A code that somebody asked for who says that a telephone is theirs. */
@Entity
@Table(name = "one_time_code")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class OneTimeCode {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private String id;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String phoneKey;

    @JdbcTypeCode(SqlTypes.CHAR)
    private String codeHash;

    private Instant expiresAt;

    /** Wrong ones and the right one. */
    private int tries;

    private boolean used;

    OneTimeCode(String id, String phoneKey, String codeHash, Instant expiresAt) {
        this.id = id;
        this.phoneKey = phoneKey;
        this.codeHash = codeHash;
        this.expiresAt = expiresAt;
    }

    void tried() {
        tries++;
    }

    void use() {
        used = true;
    }
}
