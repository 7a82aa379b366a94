package org.ganxian;

import java.util.Map;

/** Somebody's task, and what they are about to do. */
record Held(String task, String person, Map<String, Object> form) {

    /** What is open when they are gone: who is to visit is chosen anew. */
    String goesOnAt() {
        return switch (task) {
            case "claim-order", "serve-order" -> "dispatch-order";
            // The head names another mediator.
            case "declare-interest", "hold-session", "draft-agreement", "collect-signatures" -> "appoint-mediator";
            default -> task;
        };
    }

    @Override
    public String toString() {
        return task + " of " + person;
    }
}
