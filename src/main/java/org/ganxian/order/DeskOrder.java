package org.ganxian.order;

import lombok.RequiredArgsConstructor;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.engine.variables.FormInput;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PersonName;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.springframework.stereotype.Component;

/** Reads the start form {@code forms/place-order.form} that a clerk fills in for a resident. */
@Component
@RequiredArgsConstructor
class DeskOrder {

    private final Units units;
    private final CurrentActor currentActor;
    private final PhoneNumbers phones;

    NewDemand read(FormInput typed) {
        String place = typed.text("place");
        if (place != null && units.openPlace(place).isEmpty()) {
            throw Refusal.field("place", "没有这个地方：" + place);
        }
        PhoneNumbers.Written phone = phones.own(typed.required("contactPhone", "请填写联系电话"))
                .orElseThrow(() -> Refusal.field("contactPhone", PhoneNumbers.HINT));
        return new NewDemand(
                null,
                typed.required("category", "请选择分类"),
                typed.required("description", "请填写诉求内容"),
                place,
                typed.text("address"),
                null,
                null,
                PersonName.of(typed.text("contactName")),
                phone.number(),
                Source.DESK,
                null,
                null,
                currentActor.username().orElse(null),
                phone.rest());
    }
}
