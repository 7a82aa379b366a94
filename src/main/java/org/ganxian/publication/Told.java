package org.ganxian.publication;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ganxian.demand.Demand;
import org.ganxian.platform.Texts;
import org.ganxian.platform.privacy.Masks;
import org.jspecify.annotations.Nullable;

/** What everybody is told of a case: what it was about, and what was answered. */
record Told(String title, String question, String answer) {

    static final int TITLE = 60;
    static final int QUESTION = 1_000;
    static final int ANSWER = 2_000;

    private static final int SHORTEST_NAME = 2;
    private static final String SOMEBODY = "群众";
    private static final String SOMEWHERE = "（地址略）";

    /** 302 室, 2 单元: where somebody lives, not where the lamp is. */
    private static final Pattern DOOR = Pattern.compile("[0-9A-Za-z一二三四五六七八九十]+\\s*(单元|室|号房|房间)");

    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)++");
    private static final Pattern PLATE =
            Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-Z0-9]{5,6}(?![A-Za-z0-9])");

    /** A first draft: the resident's own words and the answer, without what can be found by rule. */
    static Told draft(Demand demand, String category, @Nullable String answer) {
        return new Told(
                Texts.shorten(category, TITLE),
                Texts.shorten(masked(demand.description(), demand), QUESTION),
                Texts.shorten(masked(answer == null ? "" : answer, demand), ANSWER));
    }

    private static String masked(String text, Demand demand) {
        String plain = text;
        String name = nameOf(demand);
        if (name != null) {
            plain = plain.replace(name, SOMEBODY);
        }
        if (demand.address() != null && !demand.address().isBlank()) {
            plain = plain.replace(demand.address(), SOMEWHERE);
        }
        plain = MAIL.matcher(plain).replaceAll("（邮箱略）");
        plain = PLATE.matcher(plain).replaceAll("（车牌略）");
        return DOOR.matcher(Masks.inText(plain)).replaceAll("（门牌略）");
    }

    /** Null for none, and for one so short that it stands in every text. */
    private static @Nullable String nameOf(Demand demand) {
        String name = demand.contactName() == null ? "" : demand.contactName().strip();
        return name.length() < SHORTEST_NAME ? null : name;
    }

    /** zh-CN by field, all that must not be told or is missing; names of others only a person can see. */
    Map<String, String> wrong(Demand demand) {
        Map<String, String> wrong = new LinkedHashMap<>();
        check("title", "标题", title, TITLE, demand, wrong);
        check("question", "反映的事", question, QUESTION, demand, wrong);
        check("answer", "答复", answer, ANSWER, demand, wrong);
        return wrong;
    }

    private static void check(
            String field, String name, String text, int most, Demand demand, Map<String, String> wrong) {
        if (text.isBlank()) {
            wrong.put(field, "请填写" + name);
        } else if (!Texts.isReadable(text)) {
            wrong.put(field, name + "含有不可见的控制字符，请删除后重试");
        } else if (Texts.length(text) > most) {
            wrong.put(field, "%s不能超过 %d 字，现有 %d 字".formatted(name, most, Texts.length(text)));
        } else {
            personal(text, demand).ifPresent(what -> wrong.put(field, name + "里有" + what + "，请删去或者改写"));
        }
    }

    private static Optional<String> personal(String text, Demand demand) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String name = nameOf(demand);
        String address = demand.address() == null ? "" : demand.address().strip();
        if (!Masks.inText(plain).equals(plain)) {
            return Optional.of("像电话、证件号码或者编号的数字");
        } else if (MAIL.matcher(plain).find()) {
            return Optional.of("邮箱地址");
        } else if (PLATE.matcher(plain).find()) {
            return Optional.of("车牌号码");
        } else if (DOOR.matcher(plain).find()) {
            return Optional.of("门牌（单元、室）");
        } else if (name != null && text.contains(name)) {
            return Optional.of("提出人的姓名");
        } else if (!address.isEmpty() && text.contains(address)) {
            return Optional.of("提出人填写的地址");
        }
        return Optional.empty();
    }
}
