package org.ganxian.order;

import lombok.RequiredArgsConstructor;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.engine.FormInput;
import org.ganxian.organization.Units;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.PhoneNumber;
import org.springframework.stereotype.Component;

/** Reads the start form {@code forms/place-order.form} that a clerk fills in for a resident. */
@Component
@RequiredArgsConstructor
class DeskOrder {

    private final Units units;
    private final CurrentActor currentActor;

    NewDemand read(FormInput typed) {
        String place = typed.text("place");
        if (place != null && units.find(place).filter(u -> u.kind().isPlace()).isEmpty()) {
            throw Refusal.field("place", "没有这个地方：" + place);
        }
        String phone = typed.required("contactPhone", "请填写联系电话");
        return new NewDemand(
                null,
                typed.required("category", "请选择分类"),
                typed.required("description", "请填写诉求内容"),
                place,
                typed.text("address"),
                null,
                null,
                typed.text("contactName"),
                PhoneNumber.parse(phone).orElseThrow(() -> Refusal.field("contactPhone", PhoneNumber.HINT)),
                Source.DESK,
                null,
                null,
                currentActor.username().orElse(null));
    }
}
