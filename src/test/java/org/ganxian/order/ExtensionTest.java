package org.ganxian.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.ganxian.Caller;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Step;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 延期: more time for an order, asked for by the member, decided by the dispatcher, explained to the resident. */
@TestMethodOrder(OrderAnnotation.class)
class ExtensionTest extends LateOrders {

    /** What of the process {@code order} is walked here; see {@link OrderFlowTest}. */
    static final Set<String> OF_ORDERS = Set.of("asks-for-time", "review-extension", "extension-decided");

    /** Accepted, named to member1 and contacted; to be completed by Monday, 15 June, 18:00. */
    private Demand beingServed() {
        Demand lamp = story.aBrokenLamp();
        story.accepts(lamp);
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        return lamp;
    }

    private void asks(Demand lamp, String more) {
        story.completes(
                "member1",
                lamp,
                "serve-order",
                Map.of("decision", "extend", "extension", more, "extensionReason", "配件要从外地调"));
    }

    @Test
    void grantedInTimeTheDeadlineMovesOnceAndTheResidentReadsWhy() {
        Demand lamp = beingServed();
        Instant due = Instant.parse("2026-06-15T10:00:00Z");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(due);
        asks(lamp, "P2D");
        assertThat(story.openTasks(lamp)).containsExactly("review-extension");
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "grant"));

        Instant extended = Instant.parse("2026-06-17T10:00:00Z");
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(extended);
        assertThat(story.taskOf(lamp, "serve-order").getDueDate()).isEqualTo(Date.from(extended));
        assertThat(story.taskOf(lamp, "serve-order").getAssignee()).isEqualTo("member1");
        String seen = Caller.nobody(port)
                .get("/api/demands/" + lamp.number() + "?code=" + lamp.queryCode())
                .body();
        assertThat(seen)
                .contains("延长 2 个工作日，应于 2026年6月17日（周三）18:00 前办结。理由：配件要从外地调")
                .doesNotContain("申请延期");
        story.passes(Duration.ofDays(9).minusHours(1));
        assertThat(story.stepsOf(lamp)).doesNotContain(Step.COMPLETION_LATE);
        assertThatThrownBy(() -> asks(lamp, "P1D")).hasRootCauseMessage("每件诉求只能延期一次，本件已延期");
        story.passes(Duration.ofHours(11));
        assertThat(story.stepsOf(lamp)).contains(Step.COMPLETION_LATE);
    }

    @Test
    void refusedNothingMovesAndTheMemberGoesOn() {
        Demand lamp = beingServed();
        asks(lamp, "P5D");
        assertThatThrownBy(() -> story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "refuse")))
                .hasRootCauseMessage("请填写不同意延期的理由");
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "refuse", "note", "配件本地就有"));
        assertThat(demands.get(lamp.number()).completionDue()).isEqualTo(Instant.parse("2026-06-15T10:00:00Z"));
        story.reports("member1", lamp);
    }

    @ParameterizedTest
    @CsvSource({
        "P6D,延长的时间不能超过原时限（5 个工作日）",
        "PT4H,延长的时间不能超过原时限（5 个工作日）",
        "P0D,延长的时间不能超过原时限（5 个工作日）",
        "tomorrow,没有这种延长时间：tomorrow"
    })
    void noMoreThanTheLimitItselfCanBeAskedFor(String more, String message) {
        Demand lamp = beingServed();
        assertThatThrownBy(() -> asks(lamp, more)).hasRootCauseMessage(message);
        assertThat(story.openTasks(lamp)).containsExactly("serve-order");
    }

    @Test
    void whatIsLateCannotBeExtendedAnyMore() {
        Demand lamp = beingServed();
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThatThrownBy(() -> asks(lamp, "P1D")).hasRootCauseMessage("已经到期，不能再延期，需要时间的由上级在督办中同意延时");
    }

    @Test
    void whatBecameLateUnderReviewCanOnlyBeRefused() {
        Demand lamp = beingServed();
        asks(lamp, "P2D");
        story.passes(Duration.ofDays(7).plusHours(10));
        assertThat(supervisions(lamp)).containsExactly("street-supervision");
        assertThatThrownBy(() -> story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "grant")))
                .hasRootCauseMessage("已经到期，不能再延期，需要时间的由上级在督办中同意延时");
        story.completes("dispatcher", lamp, "review-extension", Map.of("decision", "refuse", "note", "已超时"));
        story.reports("member1", lamp);
    }

    @Test
    void whoAsksForTimeDoesNotGrantIt() {
        Demand lamp = lateForFirstContact();
        story.completes("supervisor", lamp, "street-supervision", Map.of("decision", "redispatch", "note", "换一位"));
        story.names(lamp, "member1");
        story.contacts("member1", lamp);
        asks(lamp, "P1D");
        jdbc.update("update demand set handler = 'dispatcher' where number = ?", lamp.number());
        assertThatThrownBy(() -> story.claims("dispatcher", lamp, "review-extension"))
                .hasRootCauseMessage("申请人不能审核自己的延期申请");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowNodeAndSequenceFlowWasWalkedByTheTestsAbove() {
        coverage.assertWalked(OF_ORDERS);
    }
}
