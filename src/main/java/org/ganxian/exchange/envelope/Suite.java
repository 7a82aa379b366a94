package org.ganxian.exchange.envelope;

import org.ganxian.platform.Refusal;

/** How envelopes of a partner are signed and their bodies encrypted. One on SM2, SM3 and SM4 is another bean. */
public interface Suite {

    /** As partners name it. */
    String name();

    /** @return hexadecimal */
    String sign(byte[] secret, byte[] content);

    /** Whether this is the signature, found out in a time that tells nothing. */
    boolean isSignature(byte[] secret, byte[] content, String signature);

    /** @param bound what the body belongs to: it can be opened with nothing else */
    byte[] seal(byte[] secret, byte[] plain, byte[] bound);

    /** @throws Refusal 400 for what was not sealed with this secret, or for another message */
    byte[] open(byte[] secret, byte[] sealed, byte[] bound);
}
