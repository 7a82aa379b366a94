package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.ganxian.exchange.Open311Client.ids;
import static org.ganxian.exchange.Open311Client.isRefused;
import static org.ganxian.exchange.Open311Story.LAMP;
import static org.ganxian.exchange.Open311Story.lamp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ganxian.Caller;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.Open311Client.Answer;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Story;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Keys and services of partners that come by Open311. */
@IntegrationTest
@Tag("any-database")
class Open311KeysTest extends WorkingMorning {

    @Autowired
    Open311Story people;

    @Autowired
    SharedBuckets buckets;

    @Test
    void aWordThatNobodyHasMappedIsRememberedAndOneThatIsTheirsIsNotOffered() {
        Open311Client fresh = people.app("FRESH", port);
        isRefused(fresh.post("requests.json", lamp("坑。", "service_code", "pothole")), 404, "json");
        isRefused(fresh.post("requests.json", lamp("坑。", "service_code", "pothole")), 404, "json");
        assertThat(city.mappings.unmapped("FRESH")).isEqualTo(1);
        assertThat(fresh.get("services.json").body()).doesNotContain("pothole");
        city.mappings.add("FRESH", Mapping.Kind.CATEGORY, "traffic", "040203", PartnersStory.ADMIN);
        assertThat(fresh.get("services.json").body()).contains("traffic");
        city.partners.addItem(
                "FRESH",
                new Partners.NewItem(
                        "traffic",
                        ItemRule.Side.THEIRS,
                        "由公安交警受理",
                        city.partners.today().minusDays(1),
                        null),
                PartnersStory.ADMIN);
        assertThat(fresh.get("services.json").body()).doesNotContain("traffic").contains(LAMP);
        isRefused(fresh.post("requests.json", lamp("堵。", "service_code", "traffic")), 404, "json");
    }

    @Test
    void twoKeysAreValidAtATimeAndOneThatEndedIsNone() {
        Open311Client old = people.app("KEYS", port);
        Open311Client renewed = new Open311Client(
                port, city.partners.renewKey("KEYS", PartnersStory.ADMIN).secret());
        assertThat(old.get("requests.json").status()).isEqualTo(200);
        assertThat(renewed.get("requests.json").status()).isEqualTo(200);
        assertThat(city.jdbc.queryForList("select secret from exchange_key where partner = 'KEYS'", String.class))
                .noneMatch(kept -> kept.contains(old.key) || kept.contains(renewed.key));
        city.partners.endKey("KEYS", "k1", PartnersStory.ADMIN);
        isRefused(old.get("requests.json"), 403, "json");
        story.passes(Duration.ofDays(366));
        isRefused(renewed.get("requests.json"), 403, "json");
        assertThat(city.partners.needsKey("KEYS")).isTrue();
    }

    @Test
    void anotherKindOfPartnerHasAnotherKindOfKey() {
        people.app("KIND", port);
        Partners.Details pushed = new Partners.Details("换", false, true, false, Partner.Habit.FILE, null, true);
        assertThat(catchThrowable(() -> city.partners.change("KIND", pushed, PartnersStory.ADMIN)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("另建一个伙伴");
        Partners.Details police = new Partners.Details("警", true, true, false, Partner.Habit.OPEN311, null, true);
        assertThat(catchThrowable(() -> city.partners.change("KIND", police, PartnersStory.ADMIN)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("险情");
        Answer signed = new Open311Client(port, "")
                .raw(
                        "POST",
                        "/exchange/v1/KIND/messages",
                        "application/json",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "*/*");
        assertThat(signed.status()).isIn(400, 401);
    }

    @Test
    void whoeverCallsTooOftenWaits() {
        Open311Client busy = people.app("BUSY", port);
        for (int i = 0;
                buckets.tryTake("open311 partner BUSY", 600, Duration.ofMinutes(1))
                        .isEmpty();
                i++) {
            assertThat(i).isLessThan(1_000);
        }
        Answer last = busy.get("requests.json");
        // The bucket fills while it is emptied.
        for (int i = 0; i < 100 && last.status() == 200; i++) {
            last = busy.get("requests.json");
        }
        isRefused(last, 429, "json");
        // Others are not held up by it.
        assertThat(people.app("CALM", port).get("requests.json").status()).isEqualTo(200);
    }

    @Test
    void aPartnerIsAddedOnItsPageAndItsKeyIsShownOnce() {
        Caller admin = Caller.of("exchange-admin", port);
        assertThat(admin.form(
                                "/desk/exchange",
                                "/desk/exchange",
                                "code",
                                "PAGE",
                                "name",
                                "随手拍",
                                "habit",
                                "OPEN311",
                                "inward",
                                "true",
                                "active",
                                "true")
                        .status())
                .isEqualTo(302);
        String page = "/desk/exchange/PAGE";
        assertThat(admin.get(page).body())
                .contains("我们只存它的散列值", "没有能再用 30 天的密钥")
                .doesNotContain("手工导入报文", "还没有对过账", "??");
        String made = admin.form(page, page + "/keys").body();
        String key = made.replaceAll("(?s).*<code>(PAGE\\.k1\\.[A-Za-z0-9_-]{43})</code>.*", "$1");
        assertThat(made).contains("只在这一页显示一次");
        assertThat(admin.get(page).body()).doesNotContain(key).contains("k1");
        Open311Client client = new Open311Client(port, key);
        assertThat(client.get("services.json").body()).isEqualTo("[]");
        assertThat(client.post("requests.json", lamp("灯坏了。")).status()).isEqualTo(404);
        assertThat(admin.get(page + "/mappings").body()).contains(LAMP, "没有对照");
        city.mappings.map(
                "PAGE",
                city.jdbc.queryForObject("select id from exchange_mapping where partner = 'PAGE'", Long.class),
                Story.SOCIAL_SERVICE,
                PartnersStory.ADMIN);
        String id = ids(client.post("requests.json", lamp("灯坏了。"))).get(0);
        city.runs();
        assertThat(admin.get(page).body()).contains("24 小时收");
        assertThat(admin.get(page + "/orders").body()).contains(id).doesNotContain("灯坏了", "13900000001");
        assertThat(admin.get(page + "/envelopes").body()).contains("受理").doesNotContain("灯坏了", "13900000001");
        long told = city.envelopes.findByOrderNumberOrderByIdAsc(id).get(1).id();
        assertThat(admin.get(page + "/envelopes/" + told).body())
                .contains("Open311")
                .doesNotContain("重发", "取走文件");
        assertThat(admin.form(page + "/envelopes/" + told, page + "/envelopes/" + told + "/again")
                        .status())
                .isEqualTo(409);
    }
}
