package org.ganxian.message;

import org.ganxian.engine.FailureListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps a message FAILED for exactly as long as its job has an incident in Cockpit. */
@Component
class MessageIncidents implements FailureListener {

    private final ObjectProvider<Outgoing> outgoing;

    MessageIncidents(ObjectProvider<Outgoing> outgoing) {
        this.outgoing = outgoing;
    }

    @Override
    public String process() {
        return Outgoing.PROCESS;
    }

    @Override
    public void failed(String key) {
        outgoing.getObject().change(key, Message.State.WAITING, Message.State.FAILED);
    }

    @Override
    public void resolved(String key) {
        outgoing.getObject().change(key, Message.State.FAILED, Message.State.WAITING);
    }
}
