package org.ganxian.window.flow;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** The kinds of work on an application that 受审分离 keeps apart. */
@RequiredArgsConstructor
@Getter(AccessLevel.PACKAGE)
enum Work {
    ACCEPT("受理"),
    HANDLE("承办"),
    REVIEW("审核"),
    APPROVE("审批"),
    ISSUE("出件"),
    CALL_BACK("回访");

    private final String title;

    /** The work that a task of {@code processes/window-service.bpmn} is; empty for one that anybody may do. */
    static Optional<Work> of(String task) {
        return switch (task) {
            case "accept-application" -> Optional.of(ACCEPT);
            case "handle-application", "visit-site", "special-procedure" -> Optional.of(HANDLE);
            case "review-application" -> Optional.of(REVIEW);
            case "decide-extension", "settle-disagreement" -> Optional.of(APPROVE);
            case "issue-result", "record-delivery" -> Optional.of(ISSUE);
            case "call-back-applicant" -> Optional.of(CALL_BACK);
            default -> Optional.empty();
        };
    }
}
