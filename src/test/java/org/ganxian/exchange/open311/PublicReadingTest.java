package org.ganxian.exchange.open311;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.exchange.open311.Readings.Reader;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.order.Story;
import org.ganxian.platform.Actor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** What anybody reads where the city lets them ({@code ganxian.open311.public-reading}): where it stands, and no more. */
@IntegrationTest
@Tag("any-database")
class PublicReadingTest {

    @Autowired
    Partners partners;

    @Autowired
    Mappings mappings;

    @Autowired
    Services services;

    @Autowired
    Incoming incoming;

    @Autowired
    Readings readings;

    @Autowired
    Story story;

    private static Sent sent(String form) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/open311/v2/requests.json");
        request.setContent(form.getBytes(StandardCharsets.UTF_8));
        return Sent.of(request);
    }

    private static String written(Answer answer) throws IOException {
        return new String(Format.JSON.written(answer), StandardCharsets.UTF_8);
    }

    @Test
    void nobodysTextPlaceOrAnswerIsRead() throws IOException {
        story.isAWorkingMorning();
        try {
            Actor admin = new Actor("exchange-admin", "对接管理员");
            Partner app = partners.add(
                    "PUBLIC",
                    new Partners.Details("公开的应用", false, true, false, Partner.Habit.OPEN311, null, true),
                    admin);
            mappings.add("PUBLIC", Mapping.Kind.CATEGORY, "lamp", Story.SOCIAL_SERVICE, admin);
            incoming.request(
                    app,
                    sent("service_code=lamp&lat=24.513025&long=117.647167&address_string=榕荫里&description=灯坏了"
                            + "&media_url=http://example.com/1&phone=13900000001"));
            assertThat(services.partners()).contains("PUBLIC");
            Reader anybody = new Reader(List.of("PUBLIC"), false);
            assertThat(written(readings.requests(anybody, sent(""))))
                    .contains("\"status\":\"open\"", "\"service_code\":\"lamp\"", "\"lat\":null", "\"address\":null")
                    .doesNotContain("灯坏了", "榕荫里", "24.5", "example.com", "1390");
            assertThat(written(readings.requests(new Reader(List.of("PUBLIC"), true), sent(""))))
                    .contains("灯坏了", "榕荫里", "24.513025", "example.com")
                    .doesNotContain("1390");
            assertThat(Map.of("written", written(readings.updates(anybody, sent("")))))
                    .containsEntry("written", "[]");
        } finally {
            ClockUtil.reset();
        }
    }
}
