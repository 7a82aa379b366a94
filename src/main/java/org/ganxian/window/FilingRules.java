package org.ganxian.window;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.ServiceItem;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demands;
import org.ganxian.document.Printable;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.filed.NewApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an application has to be like before it is taken in, and who it goes to. */
@Component
@RequiredArgsConstructor
class FilingRules {

    private static final Pattern ID_NUMBER = Pattern.compile("\\d{17}[0-9X]");
    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final ServiceItems items;
    private final Units units;
    private final Printable printable;
    private final Clock clock;

    /** All that is wrong with these fields, zh-CN by field. */
    Map<String, String> wrong(NewApplication filed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        try {
            ServiceItem item = item(filed);
            wrong.putAll(wrong(filed, item));
            departments(item, desk(filed));
        } catch (Refusal refusal) {
            wrong.putAll(refusal.fields());
        }
        return wrong;
    }

    /** @throws Refusal 400 for one that cannot be applied for now */
    ServiceItem item(NewApplication filed) {
        return items.find(filed.item(), LocalDate.now(clock.withZone(PeopleTime.ZONE)))
                .orElseThrow(() -> Refusal.field("item", "没有这个办理事项，或者已停办"));
    }

    /** @throws Refusal 400 for a place in no street */
    Unit desk(NewApplication filed) {
        return units.upwards(filed.place()).stream()
                .filter(u -> u.kind() == Unit.Kind.STREET)
                .findFirst()
                .orElseThrow(() -> Refusal.field("place", "请选择办理的街道"));
    }

    /** The leading one first; where departments were merged, one stands for several functions. */
    List<Unit> departments(ServiceItem item, Unit desk) {
        Map<String, Unit> found = new LinkedHashMap<>();
        for (String function : item.functions()) {
            Unit department = units.departmentFor(function, desk.code())
                    .orElseThrow(() -> Refusal.field("place", "所选街道没有承办这个事项的部门，请联系窗口"));
            found.putIfAbsent(department.code(), department);
        }
        return List.copyOf(found.values());
    }

    Map<String, String> wrong(NewApplication filed, ServiceItem item) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (filed.applicant() == null || filed.applicant().isBlank()) {
            wrong.put("applicant", "请填写申请人姓名或单位名称");
        } else if (printable.warning(filed.applicant()) != null) {
            wrong.put("applicant", printable.warning(filed.applicant()));
        }
        if (filed.phone() == null) {
            wrong.put("phone", "请填写联系电话");
        }
        if (item.needsIdNumber() && !isIdNumber(filed.idNumber())) {
            wrong.put("idNumber", "这个事项需要申请人的公民身份号码，请填写正确的 18 位号码");
        } else if (!item.needsIdNumber() && filed.idNumber() != null) {
            wrong.put("idNumber", "这个事项不需要身份号码，请不要填写");
        }
        if (filed.delivery() == null) {
            wrong.put("delivery", "请选择领取方式");
        } else if (filed.delivery() == Delivery.POST
                && (filed.postAddress() == null || filed.postAddress().isBlank())) {
            wrong.put("postAddress", "请填写邮寄地址");
        }
        if (filed.postAddress() != null
                && (Texts.length(filed.postAddress()) > Demands.ADDRESS_LENGTH
                        || !Texts.isReadable(filed.postAddress()))) {
            wrong.put("postAddress", "邮寄地址不能超过 %d 字，不能含有控制字符".formatted(Demands.ADDRESS_LENGTH));
        }
        return wrong;
    }

    /** With the check digit of GB 11643. */
    static boolean isIdNumber(@Nullable String number) {
        if (number == null || !ID_NUMBER.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < ID_WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return "10X98765432".charAt(sum % 11) == number.charAt(17);
    }
}
