package org.ganxian.platform.privacy;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Writes with the key in force and reads with it or, while keys are changed, with another one that is still or already
 * valid. Every text says by its tag whether a key fits.
 */
public final class TwoKeys implements BytesEncryptor {

    private final BytesEncryptor current;
    private final @Nullable BytesEncryptor other;

    /** @param other null when there is one key alone */
    TwoKeys(BytesEncryptor current, @Nullable BytesEncryptor other) {
        this.current = current;
        this.other = other;
    }

    @Override
    public byte[] encrypt(byte[] plain) {
        return current.encrypt(plain);
    }

    @Override
    public byte[] decrypt(byte[] encrypted) {
        if (other == null) {
            return current.decrypt(encrypted);
        }
        try {
            return current.decrypt(encrypted);
        } catch (RuntimeException notByThisKey) {
            return other.decrypt(encrypted);
        }
    }

    /** Whether there is a second key that reads. */
    public boolean areTwo() {
        return other != null;
    }

    /** Whether the key in force alone reads this. */
    public boolean isOfTheCurrent(byte[] encrypted) {
        try {
            current.decrypt(encrypted);
            return true;
        } catch (RuntimeException notByThisKey) {
            return false;
        }
    }
}
