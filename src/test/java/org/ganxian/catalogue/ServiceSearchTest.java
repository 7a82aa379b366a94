package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.core.io.ClassPathResource;

/** Service items are found by what residents call them. */
class ServiceSearchTest {

    private static final List<ServiceGuide> ITEMS = new ArrayList<>();

    private final ServiceSearch search = new ServiceSearch(Mockito.mock(ServiceWord.Repository.class));

    @BeforeAll
    static void theDemoHasItsItemsAndOneMore() throws IOException {
        new ObjectMapper()
                .readTree(new ClassPathResource(DemoServices.FILE).getInputStream())
                .get("items")
                .forEach(row -> ITEMS.add(item(
                        row.get("code").asText(),
                        row.get("name").asText(),
                        row.path("guide").asText(""))));
        ITEMS.add(item("disability", "残疾人证核发", ""));
    }

    private static ServiceGuide item(String code, String name, String guide) {
        LocalDate day = LocalDate.of(2026, 1, 1);
        return new ServiceGuide(
                code,
                1,
                name,
                "",
                List.of("部门"),
                List.of(),
                List.of(),
                1,
                1,
                "",
                null,
                "",
                true,
                false,
                false,
                guide,
                day,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "开理发店, hygiene-permit",
        "我想开个美容院怎么办手续, hygiene-permit",
        "残疾证, disability",
        "办残疾证要什么材料, disability",
        "老人补贴, old-age-allowance",
        "开饭店, food-business",
        "卖奶茶, food-business",
        "换门头, shop-sign",
        "挖马路, road-occupation",
        "暂住证, residence-permit",
        "没房子住, public-rental-housing",
        "办培训班, private-training",
        "洗车店排水, drainage-permit",
        "家里困难, temporary-relief",
        "社保补贴, flexible-employment-subsidy",
        "装广告牌, outdoor-advertising",
        "ktv, hygiene-permit"
    })
    void everydayWordsFindTheItemFirst(String words, String code) {
        ServiceSearch.Found found = search.in(ITEMS, words);

        assertThat(found.items()).extracting(ServiceGuide::code).startsWith(code);
    }

    @Test
    void theWordsOfTheGuideFindItToo() {
        ServiceSearch.Found found = search.in(ITEMS, "突发疾病");

        assertThat(found.items()).extracting(ServiceGuide::code).contains("temporary-relief");
        assertThat(found.because()).contains("疾病");
    }

    @Test
    void aNameIsFoundAloneAndNothingByWordsThatMeanNothing() {
        assertThat(search.in(ITEMS, "卫生许可").items())
                .extracting(ServiceGuide::code)
                .containsExactly("hygiene-permit");
        assertThat(search.in(ITEMS, "").items()).hasSameSizeAs(ITEMS);
        assertThat(search.in(ITEMS, "飞碟").items()).isEmpty();
        assertThat(search.in(ITEMS, "怎么办理").items()).isEmpty();
    }
}
