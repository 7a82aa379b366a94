package org.ganxian.exchange;

import java.util.Map;
import org.ganxian.demand.Demand;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Story;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** An application with a key, and what it reports. */
@TestComponent
class Open311Story {

    static final String LAMP = "lamp";

    @Autowired
    PartnersStory city;

    /** Each with its own code, so that the tests of a class do not meet. */
    Open311Client app(String code, int port) {
        city.partners.add(
                code,
                new Partners.Details("应用 " + code, false, true, false, Partner.Habit.OPEN311, null, true),
                PartnersStory.ADMIN);
        city.mappings.add(code, Mapping.Kind.CATEGORY, LAMP, Story.SOCIAL_SERVICE, PartnersStory.ADMIN);
        city.mappings.add(code, Mapping.Kind.CATEGORY, "noise", "040203", PartnersStory.ADMIN);
        return new Open311Client(
                port, city.partners.renewKey(code, PartnersStory.ADMIN).secret());
    }

    static Map<String, String> lamp(String description, String... more) {
        Map<String, String> fields = Open311Client.fields(
                "service_code",
                LAMP,
                "lat",
                "24.513025",
                "long",
                "117.647167",
                "address_string",
                "榕荫里 3 号楼 2 单元",
                "address_id",
                Story.RONGYIN,
                "description",
                description,
                "first_name",
                "阿伯",
                "last_name",
                "陈",
                "phone",
                "13900000001",
                "email",
                "chen@example.com");
        fields.putAll(Open311Client.fields(more));
        return fields;
    }

    /** Its {@code service_request_id}. */
    String reports(Open311Client app, String description, String... more) {
        Open311Client.Answer answer = app.post("requests.json", lamp(description, more));
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        city.runs();
        return answer.json().path(0).path("service_request_id").asText();
    }

    ExchangeOrder order(String id) {
        return city.orders.findByNumber(id).orElseThrow();
    }

    Demand demand(String id) {
        return city.demands.get(order(id).demandNumber());
    }
}
