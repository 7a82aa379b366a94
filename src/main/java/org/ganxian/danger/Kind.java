package org.ganxian.danger;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** What a line of the list says about the text in which it stands. */
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
    /** What follows in the clause is only feared or asked about. */
    SUPPOSED("假设", "同一分句里它后面的灾害事故不算，如“担心”“万一”"),
    /** What follows in the sentence is past, until a word of now. */
    PAST("往事", "同一句里它后面的险情词都不算，直到出现“此刻”的词，如“去年”"),
    /** What stands before it is over and done with. */
    OVER("了结", "它前面说的灾害事故不算，如“已经修好”“早就出院”；后面再说的照算"),
    /** It goes on while somebody writes: the past no longer counts. */
    NOW("此刻", "说明正在发生，如“刚刚”“现在”"),
    /** Words that stand for one another in other lines, which name them by {@code @}. */
    GROUP("词组", "供其他词引用的一组近义词，写作 水域=河/江/池塘，引用时写 @水域"),
    /** How much single characters and words weigh for danger or against it, learnt from sentences; see {@link Cues}. */
    CUE("线索", "常与险情一起出现的字词和分数，写作 35=血/喊，平常事由为负分；一段短文合计满 40 分按险情；险情词前后 8 个字合计不到 -150 分的，随系统的那个词不算；长信不看线索");

    private final String title;
    /** zh-CN, for whoever adds one. */
    private final String meaning;

    boolean isAlarm() {
        return this == HAZARD || this == PERSON;
    }

    /** How a line of it is written, for whoever wrote it otherwise. zh-CN. */
    String form() {
        return switch (this) {
            case GROUP -> "请写作 水域=河/江/池塘：等号前是组名，等号后用 / 隔开，不能再引用词组";
            case CUE -> "请写作 35=血/喊 或 -20=补贴：等号前是分数，等号后用 / 隔开";
            default -> "请填写至少两个字的词；… 表示中间可以隔几个字，/ 表示任选其一，+ 表示同一句里都有，@ 引用词组";
        };
    }
}
