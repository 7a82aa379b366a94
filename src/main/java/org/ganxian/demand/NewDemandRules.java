package org.ganxian.demand;

import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a demand has to be like, whichever door hands it over. */
@Component
@RequiredArgsConstructor
class NewDemandRules {

    private final Categories categories;
    private final CityBounds bounds;

    /**
     * The demand as it is kept: with what its category leads to today.
     *
     * @throws Refusal 400 for what is wrong, by field
     */
    NewDemand checked(NewDemand order) {
        check(order);
        return categories
                .present(order.category())
                .map(category -> order.of(category.code()))
                .orElse(order);
    }

    private void check(NewDemand order) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (categories.present(order.category()).isEmpty()) {
            wrong.put("category", categories.askBack(order.category()));
        }
        checkText(wrong, "description", "诉求内容", order.description(), Demands.DESCRIPTION_LENGTH, true);
        checkText(wrong, "title", "标题", order.title(), Demands.DESCRIPTION_LENGTH, false);
        checkText(wrong, "place.address", "详细地址", order.address(), Demands.ADDRESS_LENGTH, false);
        checkText(wrong, "contact.name", "姓名", order.name(), Demands.NAME_LENGTH, false);
        if (!bounds.contain(order.longitude(), order.latitude())) {
            wrong.put("place.longitude", CityBounds.OUTSIDE);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.fields(wrong);
        }
    }

    private static void checkText(
            Map<String, String> wrong, String field, String title, @Nullable String text, int max, boolean required) {
        if (text == null || text.isBlank()) {
            if (required) {
                wrong.put(field, "请填写" + title);
            }
        } else if (Texts.length(text) > max) {
            wrong.put(field, "%s不能超过 %d 字，现有 %d 字".formatted(title, max, Texts.length(text)));
        } else if (!Texts.isReadable(text)) {
            wrong.put(field, title + "含有不可见的控制字符，请删除后重试");
        }
    }
}
