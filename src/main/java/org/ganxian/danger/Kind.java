package org.ganxian.danger;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What a word on the list says about the clause in which it stands. */
@RequiredArgsConstructor
@Getter
enum Kind {
    /** Something that happens: supposing it is no report of it. */
    HAZARD("灾害事故", "出现即按险情，如“着火”；“担心着火”“没有着火”不算"),
    /** Somebody who may do harm, to themselves or others: supposing it is reason enough. */
    PERSON("轻生伤人", "出现即按险情，如“跳楼”；“再不解决就跳楼”也算"),
    /** A harmless word with a dangerous one inside. */
    EXCEPTION("例外", "它盖住的险情词不算，如“跳楼价”“火灾…演练”"),
    /** A clause on this is about no present danger. */
    TOPIC("话题", "同一分句的险情词都不算，如“宣传”“演练”"),
    /** What follows in the clause is only feared, asked about or past. */
    SUPPOSED("假设或往事", "同一分句里它后面的灾害事故词不算，如“担心”“去年”");

    private final String title;
    /** zh-CN, for whoever adds one. */
    private final String meaning;

    boolean isAlarm() {
        return this == HAZARD || this == PERSON;
    }
}
