package org.ganxian.escalation;

import lombok.AccessLevel;
import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What became of a supervision. */
@RequiredArgsConstructor
@Getter(AccessLevel.PACKAGE)
enum Outcome {
    TAKEN_OVER("接管"),
    REDISPATCHED("改派"),
    /** Another district is asked to take the case; the unit goes on. */
    ASKED("请求改派"),
    GRANTED("同意延时"),
    NOTED("批注"),
    /** Nobody answered in time: the next level was called, or the city once more. */
    UNANSWERED("逾期未答复"),
    /** The case ended first. */
    CASE_ENDED("诉求已了结");

    private final String title;
}
