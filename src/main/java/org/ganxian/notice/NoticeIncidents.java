package org.ganxian.notice;

import org.ganxian.engine.FailureListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps a row of the outbox FAILED for exactly as long as its job has an incident in Cockpit. */
@Component
class NoticeIncidents implements FailureListener {

    private final ObjectProvider<Outbox> outbox;

    NoticeIncidents(ObjectProvider<Outbox> outbox) {
        this.outbox = outbox;
    }

    @Override
    public String process() {
        return Outbox.PROCESS;
    }

    @Override
    public void failed(String key) {
        outbox.getObject().giveUp(key);
    }

    @Override
    public void resolved(String key) {
        outbox.getObject().tryAgain(key);
    }
}
