package org.ganxian.message;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.ganxian.platform.privacy.Encrypted;

/** The one key of all {@link PhoneKeys}, and how far the cases from before have got theirs. */
@Entity
@Table(name = "phone_index")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@Getter
class PhoneIndex {

    static final int ONLY_ROW = 1;

    @Id
    private int id = ONLY_ROW;

    /** Hexadecimal. Encrypted, so that it is renewed with the key of personal data and the hashes stay as they are. */
    @Convert(converter = Encrypted.class)
    private String secret;

    /** Id of the last demand that was looked at. */
    private long filledTo;

    /** Id of the last demand from before. */
    private long fillUntil;

    PhoneIndex(String secret, long fillUntil) {
        this.secret = secret;
        this.fillUntil = fillUntil;
    }

    boolean isFilled() {
        return filledTo >= fillUntil;
    }

    void advance(long to) {
        filledTo = to;
    }
}
