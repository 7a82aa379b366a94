package org.ganxian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.exchange.Open311Client.all;
import static org.ganxian.exchange.Open311Client.child;
import static org.ganxian.exchange.Open311Client.children;
import static org.ganxian.exchange.Open311Client.ids;
import static org.ganxian.exchange.Open311Client.names;
import static org.ganxian.exchange.Open311Client.update;
import static org.ganxian.exchange.Open311Story.LAMP;
import static org.ganxian.exchange.Open311Story.lamp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ganxian.IntegrationTest;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Source;
import org.ganxian.demand.Status;
import org.ganxian.demand.Step;
import org.ganxian.exchange.Open311Client.Answer;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.order.Story;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;

/** GeoReport v2 over real HTTP, as the specification has it: wiki.open311.org/GeoReport_v2 and mySociety's updates. */
@IntegrationTest
class Open311Test extends WorkingMorning {

    private static final List<String> OF_A_REQUEST = List.of(
            "service_request_id",
            "status",
            "status_notes",
            "service_name",
            "service_code",
            "description",
            "agency_responsible",
            "service_notice",
            "requested_datetime",
            "updated_datetime",
            "expected_datetime",
            "address",
            "address_id",
            "zipcode",
            "lat",
            "long",
            "media_url");

    private static final String W3C = "2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\+08:00";

    @Autowired
    Open311Story people;

    private Open311Client app;
    private Open311Client other;

    @BeforeAll
    void anApplicationHasAKey() {
        app = people.app("APP", port);
        other = people.app("OTHER", port);
    }

    @Test
    void whatTheCityOffersIsFoundWithoutAKey() {
        Open311Client anybody = new Open311Client(port, "");
        Element discovery = anybody.get("discovery.xml").xml();
        assertThat(discovery.getTagName()).isEqualTo("discovery");
        assertThat(names(discovery)).containsExactly("changeset", "contact", "key_service", "endpoints");
        Element endpoint = child(child(discovery, "endpoints"), "endpoint");
        assertThat(names(endpoint)).containsExactly("specification", "url", "changeset", "type", "formats");
        assertThat(names(child(endpoint, "formats"))).containsExactly("format", "format");
        JsonNode json = anybody.get("discovery.json").json();
        assertThat(json.path("endpoints").path(0).path("formats").toString())
                .isEqualTo("[\"text/xml\",\"application/json\"]");
        assertThat(json.path("changeset").asText()).matches(W3C);
        String url = json.path("endpoints").path(0).path("url").asText();
        assertThat(url).isEqualTo("http://127.0.0.1:" + port + "/open311/v2");

        Answer services = anybody.get("services.xml");
        assertThat(services.type()).isEqualToIgnoringCase("text/xml;charset=utf-8");
        assertThat(services.body()).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        assertThat(services.xml().getTagName()).isEqualTo("services");
        for (Element service : children(services.xml())) {
            assertThat(service.getTagName()).isEqualTo("service");
            assertThat(names(service))
                    .containsExactly(
                            "service_code", "service_name", "description", "metadata", "type", "keywords", "group");
        }
        List<JsonNode> list = all(anybody.get("services.json"));
        assertThat(list).extracting(one -> one.path("service_code").asText()).contains(LAMP, "noise");
        for (JsonNode service : list) {
            Answer definition =
                    anybody.get("services/" + service.path("service_code").asText() + ".json");
            assertThat(definition.json().path("attributes").isEmpty())
                    .isEqualTo(!service.path("metadata").booleanValue());
        }
        Element definition = anybody.get("services/" + LAMP + ".xml").xml();
        assertThat(definition.getTagName()).isEqualTo("service_definition");
        assertThat(names(definition)).containsExactly("service_code", "attributes");
        Element attribute = child(child(definition, "attributes"), "attribute");
        assertThat(names(attribute))
                .containsExactly(
                        "variable",
                        "code",
                        "datatype",
                        "required",
                        "datatype_description",
                        "order",
                        "description",
                        "values");
        assertThat(names(children(child(attribute, "values")).get(0))).containsExactly("key", "name");
    }

    @Test
    void aReportIsADemandLikeAnyOtherAndItsResultIsFetchedOnce() {
        Answer posted = app.post(
                "requests.xml",
                lamp("楼道里的灯坏了，请来换一下。", "attribute[height]", "三米", "media_url", "https://example.com/1.jpg"));
        assertThat(posted.status()).as(posted.body()).isEqualTo(200);
        assertThat(posted.xml().getTagName()).isEqualTo("service_requests");
        Element request = child(posted.xml(), "request");
        assertThat(names(request)).containsExactly("service_request_id", "service_notice", "account_id");
        String id = child(request, "service_request_id").getTextContent();
        // Before its process has done anything.
        assertThat(all(app.get("requests/" + id + ".json"))
                        .get(0)
                        .path("status_notes")
                        .asText())
                .isEqualTo("已收到");
        city.runs();
        Demand demand = people.demand(id);
        assertThat(demand.source()).isEqualTo(Source.EXCHANGE);
        assertThat(demand.categoryCode()).isEqualTo(Story.SOCIAL_SERVICE);
        assertThat(demand.placeCode()).isEqualTo(Story.RONGYIN);
        assertThat(demand.latitude()).isEqualByComparingTo("24.513025");
        assertThat(demand.longitude()).isEqualByComparingTo("117.647167");
        assertThat(demand.contactName()).isEqualTo("陈阿伯");
        assertThat(demand.contactPhone()).isEqualTo("13900000001");
        assertThat(demand.phoneNote()).isEqualTo("chen@example.com");
        assertThat(demand.description()).contains("灯坏了", "height：三米", "图片：https://example.com/1.jpg");

        Element read = app.get("requests/" + id + ".xml").xml();
        assertThat(names(read)).containsExactly("request");
        assertThat(names(child(read, "request"))).isEqualTo(OF_A_REQUEST);
        JsonNode one = all(app.get("requests/" + id + ".json")).get(0);
        List<String> names = new ArrayList<>();
        one.fieldNames().forEachRemaining(names::add);
        assertThat(names).isEqualTo(OF_A_REQUEST);
        assertThat(one.path("status").asText()).isEqualTo("open");
        assertThat(one.path("status_notes").asText()).isEqualTo("待受理");
        assertThat(one.path("description").asText()).isEqualTo("楼道里的灯坏了，请来换一下。");
        assertThat(one.path("requested_datetime").asText()).matches(W3C);
        assertThat(one.path("expected_datetime").asText()).matches(W3C);
        assertThat(one.path("lat").isNumber()).isTrue();
        assertThat(one.path("zipcode").isNull()).isTrue();
        assertThat(one.path("agency_responsible").asText()).isNotBlank();

        story.accepts(demand);
        city.runs();
        story.offersToAll(demand);
        story.contacts("member1", demand);
        story.completes(
                "member1",
                demand,
                "serve-order",
                Map.of("decision", "report", "report", "已换好灯管，当场试过能亮，可拨 13900000009。"));
        story.completes("dispatcher", demand, "check-result", Map.of("decision", "approve"));
        city.runs();
        List<JsonNode> updates = updates(id);
        assertThat(updates)
                .extracting(update -> update.path("status").asText())
                .containsExactly("closed", "open", "open");
        assertThat(updates.get(0).path("description").asText())
                .startsWith("已办结")
                .contains("已换好灯管", "139****0009");
        assertThat(updates(id)).isEqualTo(updates);
        assertThat(updates)
                .extracting(update -> update.path("update_id").asText())
                .doesNotHaveDuplicates();
        Element xml = app.get("servicerequestupdates.xml").xml();
        assertThat(xml.getTagName()).isEqualTo("service_request_updates");
        assertThat(names(child(xml, "request_update")))
                .containsExactly(
                        "update_id", "service_request_id", "status", "updated_datetime", "description", "media_url");
        JsonNode closed = all(app.get("requests/" + id + ".json")).get(0);
        assertThat(closed.path("status").asText()).isEqualTo("closed");
        assertThat(closed.path("status_notes").asText()).contains("已换好灯管");
        assertThat(closed.path("updated_datetime").asText())
                .isEqualTo(updates.get(0).path("updated_datetime").asText());
        city.passes(Duration.ofDays(5));
        assertThat(people.order(id).state()).isEqualTo(OrderState.CLOSED);
        assertThat(updates(id)).isEqualTo(updates);
    }

    private List<JsonNode> updates(String id) {
        return all(app.get("servicerequestupdates.json")).stream()
                .filter(update -> update.path("service_request_id").asText().equals(id))
                .toList();
    }

    @Test
    void theSameReportTwiceInOneSecondIsOneAndAnotherPersonsIsAnother() {
        Map<String, String> twice = lamp("路边的灯杆歪了。");
        List<String> ids = Stream.generate(() -> CompletableFuture.supplyAsync(() -> app.post("requests.json", twice)))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(Open311Client::ids)
                .map(list -> list.get(0))
                .toList();
        assertThat(ids.stream().distinct()).hasSize(1);
        city.runs();
        assertThat(people.reports(app, "路边的灯杆歪了。")).isEqualTo(ids.get(0));
        // As clients do that keep their fields in a hash.
        assertThat(people.reports(app, "灯罩掉了。", "attribute[a]", "1", "attribute[b]", "2"))
                .isEqualTo(people.reports(app, "灯罩掉了。", "attribute[b]", "2", "attribute[a]", "1"));
        String neighbours = people.reports(app, "路边的灯杆歪了。", "phone", "13900000002");
        assertThat(neighbours).isNotEqualTo(ids.get(0));
        assertThat(people.reports(other, "路边的灯杆歪了。")).isNotIn(ids.get(0), neighbours);
        city.passes(Duration.ofMinutes(11));
        String later = people.reports(app, "路边的灯杆歪了。");
        assertThat(later).isNotIn(ids.get(0), neighbours);
        assertThat(people.reports(app, "路边的灯杆歪了。")).isEqualTo(later);
        assertThat(people.demand(later).number())
                .isNotEqualTo(people.demand(ids.get(0)).number());
    }

    @Test
    void dangerGoesTo110AtOnceAlsoWhenItIsSaidLater() {
        try (RudePartner police = city.partner("110", true, port)) {
            String fire = people.reports(app, "灶上着火了，浓烟很大，有人被困在里面。");
            assertThat(police.got(fire, "EMERGENCY_BACK")).hasSize(1);
            assertThat(people.demand(fire).status()).isEqualTo(Status.EMERGENCY);
            String lamp = people.reports(app, "楼梯口的灯不亮了。");
            update(app, lamp, "u1", "OPEN", "现在着火了，有人被困在里面。", 200);
            city.runs();
            assertThat(police.got(lamp, "EMERGENCY_BACK")).hasSize(1);
            city.partners.change(
                    "110",
                    new org.ganxian.exchange.partner.Partners.Details(
                            "110", false, false, false, org.ganxian.exchange.partner.Partner.Habit.FILE, null, false),
                    PartnersStory.ADMIN);
        }
    }

    @Test
    void whatIsAddedLaterIsWrittenIntoTheCaseOnce() {
        String id = people.reports(app, "小区门口的灯不亮。");
        Answer first = update(app, id, "77", "OPEN", "北门也不亮，电话 13900000008。", 200);
        assertThat(first.xml().getTagName()).isEqualTo("service_request_updates");
        assertThat(names(child(first.xml(), "request_update"))).containsExactly("update_id", "account_id");
        assertThat(update(app, id, "77", "OPEN", "北门也不亮，电话 13900000008。", 200).body())
                .isEqualTo(first.body());
        update(app, id, "77", "OPEN", "西门也不亮。", 409);
        update(app, id, "78", "OPEN", "", 200);
        update(app, id, "79", "CLOSED", "已经亮了，不用来了。", 200);
        update(other, id, "80", "OPEN", "我也说一句。", 404);
        city.runs();
        Demand demand = people.demand(id);
        assertThat(story.stepsOf(demand))
                .containsSubsequence(Step.SUPPLEMENTED_THERE, Step.URGED_THERE, Step.WITHDRAWAL_ASKED_THERE)
                .doesNotHaveDuplicates();
        assertThat(city.demands.timeline(demand))
                .anyMatch(line -> String.valueOf(line.text()).contains("北门也不亮，电话 139****0008"));
        // It only asks: whoever handles it finds out.
        assertThat(people.demand(id).status().isOpen()).isTrue();
        assertThat(all(app.get("requests/" + id + ".json"))
                        .get(0)
                        .path("status")
                        .asText())
                .isEqualTo("open");
    }
}
