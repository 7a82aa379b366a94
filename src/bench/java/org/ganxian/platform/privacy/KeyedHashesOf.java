package org.ganxian.platform.privacy;

import java.util.List;

/** Hashes for what is measured, without an application. */
public final class KeyedHashesOf {

    public static final PhoneNumbers PHONES = new PhoneNumbers("0596");

    private KeyedHashesOf() {}

    /** @param key 32 bytes */
    public static KeyedHashes key(byte[] key) {
        KeyedHash hash = new KeyedHash(key);
        return new KeyedHashes(hash, List.of(hash));
    }
}
