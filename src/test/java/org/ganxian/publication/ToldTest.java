package org.ganxian.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.ganxian.demand.Demand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be told of a case is found, and the draft goes without it. */
class ToldTest {

    private final Demand demand = mock(Demand.class);

    @BeforeEach
    void somebodySpoke() {
        when(demand.contactName()).thenReturn("陈小明");
        when(demand.address()).thenReturn("榕荫里 3 号楼");
        when(demand.description()).thenReturn("我是陈小明，住榕荫里 3 号楼 2 单元 302 室，电话 139 0000 0001，车 闽E12345，灯坏了");
    }

    @Test
    void theDraftHasNoneOfItAndPasses() {
        Told draft = Told.draft(demand, "社会服务", "已联系 13900000001，换好了。");
        assertThat(draft.question()).contains("灯坏了").doesNotContain("陈小明", "榕荫里 3 号楼", "302", "0000 0001", "闽E12345");
        assertThat(draft.answer()).contains("换好了").doesNotContain("13900000001");
        assertThat(draft.wrong(demand)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "打 13900000001 找我",
                "打 １３９００００００01 找我",
                "证件 350602199001011234",
                "座机 0596-2020000",
                "写信到 chen@example.cn",
                "车牌闽E·12345",
                "住 302 室",
                "2026-06-08 13900000001",
                "2026-06-08-1234567",
                "生于 1990-06-08",
                "陈小明反映",
                "榕荫里 3 号楼的灯",
                " ",
                "x\u0007"
            })
    void whatIsPersonalOrMissingIsRefusedInEachField(String text) {
        assertThat(new Told(text, "灯坏了", "换好了").wrong(demand)).containsOnlyKeys("title");
        assertThat(new Told("灯", text, "换好了").wrong(demand)).containsOnlyKeys("question");
        assertThat(new Told("灯", "灯坏了", text).wrong(demand)).containsOnlyKeys("answer");
    }

    @Test
    void whatEverybodySeesInTheStreetMayBeTold() {
        assertThat(new Told("5 号楼路灯", "榕荫小区 5 号楼东侧的 3 盏路灯坏了 10 天", "2026 年 6 月 8 日修好").wrong(demand))
                .isEmpty();
        assertThat(new Told("路灯", "2026-06-08起不亮", "2026-6-10 修好，2026-06-11回访").wrong(demand))
                .isEmpty();
        assertThat(new Told("长".repeat(61), "灯坏了", "好").wrong(demand)).containsOnlyKeys("title");
    }

    @Test
    void anAddressWithoutAnEndIsReadToItsEnd() {
        when(demand.description()).thenReturn("a@" + "b.".repeat(100_000) + "b 灯坏了");
        assertThat(Told.draft(demand, "社会服务", null).question()).doesNotContain("b.b.b");
    }
}
