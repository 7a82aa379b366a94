package org.ganxian.notice;

import java.time.Instant;

/** What was sent to somebody and is forgotten every night, together with the outbox's own. */
public interface Forgetting {

    /** In the transaction of the nightly job. */
    void forgetSentBefore(Instant time);
}
