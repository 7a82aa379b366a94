package org.ganxian.exchange.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.ganxian.exchange.Exchange;
import org.ganxian.exchange.envelope.Envelope;
import org.ganxian.exchange.envelope.HmacAesSuite;
import org.ganxian.exchange.envelope.MessageType;
import org.ganxian.exchange.envelope.Sealing;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.People;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
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

    private final Partners partners;
    private final Mappings mappings;
    private final Exchange exchange;
    private final People people;
    private final ObjectMapper json;
    private final Clock clock;

    @Override
    public void lay() throws Exception {
        // A demo of an earlier version goes on as it is.
        if (!partners.all().isEmpty() || people.find("exchange-admin").isEmpty()) {
            return;
        }
        add("110", "市公安局 110", true);
        Partners.MadeKey key = add(HOTLINE, "12345 热线", false);
        item("家庭邻里", ItemRule.Side.OURS, "分工清单第 3 项");
        item(TRAFFIC, ItemRule.Side.THEIRS, "交通违法由公安交警受理");
        item("涉法涉诉", ItemRule.Side.NEITHER, "已进入诉讼，请向受理法院询问，或拨打 12368");
        mappings.add(HOTLINE, Mapping.Kind.CATEGORY, "家庭邻里", "0908", Actor.SYSTEM);
        mappings.add(HOTLINE, Mapping.Kind.STATUS, "办理中", Mappings.OPEN, Actor.SYSTEM);
        mappings.ours(HOTLINE, Mapping.Kind.STATUS, "挂起");
        snapshots();
        says(key, MessageType.CREATE, "HT20261130001", 1, order(TRAFFIC, "有车长期停在消防通道上。"));
        says(key, MessageType.CREATE, "HT20261130002", 1, order("涉法涉诉", "案子判了，不服。"));
        says(key, MessageType.SUPPLEMENT, "HT20261130003", 2, Map.of("text", "补充：在 3 号楼北侧。"));
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
                code, new Partners.Details(name, police, true, false, Partner.Habit.FILE, null, true), Actor.SYSTEM);
        return partners.renewKey(code, Actor.SYSTEM);
    }

    private void item(String category, ItemRule.Side side, String basis) {
        partners.addItem(HOTLINE, new Partners.NewItem(category, side, basis, partners.today(), null), Actor.SYSTEM);
    }

    private static Map<String, Object> order(String category, String text) {
        return Map.of("category", category, "text", text, "place", Map.of("unit", "350602004001"));
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
