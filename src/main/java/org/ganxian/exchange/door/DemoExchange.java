package org.ganxian.exchange.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.DemoStories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.ExchangeDesk;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.HmacAesSuite;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.envelope.Sealing;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Orders;
import org.ganxian.organization.People;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** Two invented partners and some messages of theirs, by the door of all, so that the pages have something to show. */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "ganxian.demo.demands", matchIfMissing = true)
@Order(40)
@RequiredArgsConstructor
class DemoExchange implements Groundwork {

    private static final String HOTLINE = "12345";
    private static final String TRAFFIC = "交通违法";
    private static final String SIGNS = "户外招牌";

    private final Partners partners;
    private final Mappings mappings;
    private final Exchange exchange;
    private final ExchangeDesk desk;
    private final Orders orders;
    private final DemoStories stories;
    private final People people;
    private final ObjectMapper json;
    private final Clock clock;

    @Override
    public void lay() throws Exception {
        // A demo of an earlier version goes on as it is.
        if (!partners.all().isEmpty()
                || people.find("exchange-admin").isEmpty()
                || people.find("triage").isEmpty()) {
            return;
        }
        add("110", "市公安局 110", true);
        Partners.MadeKey key = add(HOTLINE, "12345 热线", false);
        item("家庭邻里", ItemRule.Side.OURS, "分工清单第 3 项");
        item(TRAFFIC, ItemRule.Side.THEIRS, "交通违法由公安交警受理");
        item(SIGNS, ItemRule.Side.COUNTY, "区级清单第 17 项");
        item("涉法涉诉", ItemRule.Side.NEITHER, "已进入诉讼，请向受理法院询问，或拨打 12368");
        mappings.add(HOTLINE, Mapping.Kind.CATEGORY, "家庭邻里", "0908", Actor.SYSTEM);
        mappings.add(HOTLINE, Mapping.Kind.CATEGORY, SIGNS, "010302", Actor.SYSTEM);
        mappings.add(HOTLINE, Mapping.Kind.STATUS, "办理中", Mappings.OPEN, Actor.SYSTEM);
        mappings.ours(HOTLINE, Mapping.Kind.STATUS, "挂起");
        snapshots();
        says(key, MessageType.CREATE, "HT20261130001", 1, order(TRAFFIC, "有车长期停在消防通道上。"));
        says(key, MessageType.CREATE, "HT20261130002", 1, order("涉法涉诉", "案子判了，不服。"));
        says(key, MessageType.SUPPLEMENT, "HT20261130003", 2, Map.of("text", "补充：在 3 号楼北侧。"));
        says(key, MessageType.CREATE, "HT20261130004", 1, order(SIGNS, "店铺门口的招牌超出了规定的大小。"));
        says(key, MessageType.CREATE, "HT20261130005", 1, secret());
        transferred("110", "楼下有人天天占着消防通道停车，说了也不听。");
        String number = transferred(HOTLINE, "公交站的夜班车常常不来，等了一个小时。");
        says(
                key,
                MessageType.ACCEPTED,
                number,
                1,
                Map.of(
                        "number",
                        "HT20261130099",
                        "unit",
                        "12345 热线",
                        "dueAt",
                        OffsetDateTime.ofInstant(clock.instant(), PeopleTime.ZONE)
                                .plusDays(3)
                                .toString()));
        // A mistake of theirs, as happens: other words under a number that was used.
        says(key, MessageType.CREATE, "HT20261130001", 1, order(TRAFFIC, "有车长期停在盲道上。"));
    }

    /** An application by which people report what they see, by Open311. Its key is made by whoever tries it. */
    private void snapshots() {
        String app = "SSP";
        partners.add(
                app,
                new Partners.Details("随手拍应用", false, true, false, Partner.Habit.OPEN311, null, true),
                Actor.SYSTEM);
        mappings.add(app, Mapping.Kind.CATEGORY, "facility", "010204", Actor.SYSTEM);
        mappings.add(app, Mapping.Kind.CATEGORY, "litter", "010214", Actor.SYSTEM);
        mappings.add(app, Mapping.Kind.CATEGORY, "noise", "040203", Actor.SYSTEM);
    }

    private Partners.MadeKey add(String code, String name, boolean police) {
        partners.add(
                code, new Partners.Details(name, police, true, true, Partner.Habit.FILE, null, true), Actor.SYSTEM);
        return partners.renewKey(code, Actor.SYSTEM);
    }

    private void item(String category, ItemRule.Side side, String basis) {
        partners.addItem(HOTLINE, new Partners.NewItem(category, side, basis, partners.today(), null), Actor.SYSTEM);
    }

    private static Map<String, Object> order(String category, String text) {
        return Map.of("category", category, "text", text, "place", Map.of("unit", "350602004001"));
    }

    /** About the street in which it is: nobody there has it or sees it. */
    private static Map<String, Object> secret() {
        Map<String, Object> order = new HashMap<>(order("家庭邻里", "反映街道办事拖拉，请不要说是谁反映的。"));
        order.put("kind", "举报");
        order.put("reported", "350602004");
        order.put("caller", Map.of("name", "匿名群众", "phone", "13900004444", "secret", true));
        return order;
    }

    /** By the triage desk, with the resident's consent. */
    private String transferred(String partner, String text) {
        Demand demand = orders.place(new NewDemand(
                null,
                "0908",
                text,
                null,
                null,
                null,
                null,
                "欧先生",
                "13900003333",
                Source.HOTLINE,
                null,
                null,
                null,
                null));
        stories.fills(
                "triage",
                demand,
                "triage-order",
                Map.of(
                        "decision",
                        "transfer",
                        "partner",
                        partner,
                        "transferReason",
                        "按分工清单由对方受理",
                        "consentBy",
                        "PHONE"));
        return desk.orders(partner, PageRequest.of(0, 1)).getContent().get(0).number();
    }

    private void says(Partners.MadeKey key, MessageType type, String number, int seq, Object body) throws Exception {
        String now = OffsetDateTime.ofInstant(clock.instant(), PeopleTime.ZONE).toString();
        Envelope open = new Envelope(
                Envelope.SCHEMA,
                UUID.randomUUID().toString(),
                type.name(),
                HOTLINE,
                "ganxian",
                number,
                null,
                seq,
                now,
                now,
                null,
                key.keyId(),
                UUID.randomUUID().toString(),
                null,
                null);
        Sealing sealing = new Sealing(new HmacAesSuite(), Base64.getDecoder().decode(key.secret()));
        try {
            exchange.receiveFile(HOTLINE, json.writeValueAsBytes(sealing.seal(open, json.writeValueAsString(body))));
        } catch (Refusal conflict) {
            // That is what it shows.
        }
    }
}
