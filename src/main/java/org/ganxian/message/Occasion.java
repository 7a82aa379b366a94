package org.ganxian.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.Getter;
import org.ganxian.demand.Step;

/** When a resident is told something, and what it says until an administrator says it otherwise. No words of a case. */
@Getter
enum Occasion {
    RECEIVED("已收到", "您的诉求已收到，编号{编号}，查询码{查询码}。查进度：{网址} 查询码请不要告诉别人。", EnumSet.of(Step.REGISTERED), "编号", "查询码", "网址"),
    QUESTION(
            "等您补充",
            "您的诉求{编号}需要您补充说明，请在{期限}前回答：{网址} 逾期没有回答，会按现有内容办理。",
            EnumSet.of(Step.ASKED, Step.SUPPLEMENT_ASKED),
            "编号",
            "期限",
            "网址"),
    DEADLINE("期限变动", "您的诉求{编号}的办结期限改为{期限}，办理经过见：{网址}", EnumSet.noneOf(Step.class), "编号", "期限", "网址"),
    READY("可以领取", "您的申请{编号}已经可以领取，怎么领见：{网址}", EnumSet.of(Step.ISSUED), "编号", "网址"),
    DONE(
            "已办结",
            "您的诉求{编号}已经办结，答复见：{网址} 办得好不好，请您评价。",
            EnumSet.of(Step.CLOSED, Step.ANSWERED_AT_DESK, Step.DELIVERED),
            "编号",
            "网址"),
    RATE("请评价", "您的诉求{编号}已经办结，还没有评价，请在{期限}前评价：{网址}", EnumSet.noneOf(Step.class), "编号", "期限", "网址"),
    REFUSED("不再办理", "您的诉求{编号}没有受理或者已经终止，理由和应当找哪里见：{网址}", EnumSet.of(Step.REJECTED, Step.TERMINATED), "编号", "网址"),
    APART("单独办理", "您的诉求{编号}原来跟着别的诉求一起办理，现在恢复单独办理，原因见：{网址}", EnumSet.of(Step.UNMERGED), "编号", "网址"),
    PARTNER(
            "其他平台办理",
            "您的诉求{编号}转到其他平台，有了新的情况，见：{网址}",
            EnumSet.of(Step.PARTNER_ACCEPTED, Step.PARTNER_REFUSED, Step.PARTNER_DONE),
            "编号",
            "网址"),
    CODE("验证码", "验证码{验证码}，10 分钟内有效，用来查看您的诉求。不是您本人要的，请不用理会，也不要告诉别人。", EnumSet.noneOf(Step.class), "验证码");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /** zh-CN. */
    private final String title;

    /** zh-CN, with placeholders. */
    private final String shipped;

    private final Set<Step> steps;

    /** zh-CN, all that may stand between braces. */
    private final Set<String> placeholders;

    Occasion(String title, String shipped, Set<Step> steps, String... placeholders) {
        this.title = title;
        this.shipped = shipped;
        this.steps = steps;
        this.placeholders = Set.of(placeholders);
    }

    static Optional<Occasion> after(Step step) {
        return Arrays.stream(values()).filter(one -> one.steps.contains(step)).findFirst();
    }

    /** Without this a message of the kind is of no use. */
    String required() {
        return this == CODE ? "验证码" : "编号";
    }

    /** The first placeholder of a text that this kind knows nothing for; empty when there is none. */
    Optional<String> unknownIn(String words) {
        return PLACEHOLDER
                .matcher(words)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !placeholders.contains(name))
                .findFirst();
    }

    /** Fills a text in one pass: braces within a value are braces. */
    static String filled(String words, UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(words).replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }
}
