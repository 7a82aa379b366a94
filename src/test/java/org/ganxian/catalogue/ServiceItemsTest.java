package org.ganxian.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.IntConsumer;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.IntegrationTest;
import org.ganxian.Race;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class ServiceItemsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @Autowired
    ServiceItems items;

    @Autowired
    ServiceCatalogue catalogue;

    @Autowired
    Units units;

    @Autowired
    ServiceTerms terms;

    @Autowired
    Audit audit;

    @Autowired
    JdbcTemplate sql;

    @BeforeEach
    void isWednesdayMorning() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T02:00:00Z")));
    }

    @AfterEach
    void clean() {
        ClockUtil.reset();
        sql.update(
                "delete from service_item_material where item_id in (select id from service_item where code like 'test-%')");
        sql.update(
                "delete from service_item_department where item_id in (select id from service_item where code like 'test-%')");
        sql.update("delete from service_item where code like 'test-%'");
    }

    @Test
    void theDemoCityHasTwelveItemsByCode() {
        assertThat(items.available(TODAY))
                .extracting(ServiceItem::code)
                .containsExactly(
                        "drainage-permit",
                        "flexible-employment-subsidy",
                        "food-business",
                        "hygiene-permit",
                        "old-age-allowance",
                        "outdoor-advertising",
                        "private-training",
                        "public-rental-housing",
                        "residence-permit",
                        "road-occupation",
                        "shop-sign",
                        "temporary-relief");
        assertThat(items.available(LocalDate.of(2023, 12, 31))).isEmpty();
    }

    @Test
    void aBarbersHygienePermitIsAsTheRulesSay() {
        ServiceItem permit = items.find("hygiene-permit", TODAY).orElseThrow();
        assertThat(permit.name()).contains("公共场所卫生许可");
        assertThat(permit.statutoryDays()).isEqualTo(20);
        assertThat(permit.promisedDays()).isEqualTo(10);
        assertThat(permit.isPermit()).isTrue();
        assertThat(permit.isJoint()).isFalse();
        assertThat(permit.needsIdNumber()).isFalse();
        assertThat(permit.fee()).isEmpty();
        assertThat(permit.resultType()).isEqualTo("LICENCE");
        assertThat(permit.materials())
                .contains(new Material("test-report", "卫生检测报告", true, null, "有资质的检测机构出具，一年以内"))
                .filteredOn(m -> !m.isBrought())
                .extracting(Material::heldBy)
                .containsExactly("市场监督管理部门（电子证照共享）");
    }

    @Test
    void aPrivateTrainingPlaceIsDecidedByFiveDepartmentsOfBothDistricts() {
        ServiceItem training = items.find("private-training", TODAY).orElseThrow();
        assertThat(training.functions()).containsExactly("EDUCATION", "MARKET", "HEALTH", "HOUSING", "POLICE");
        assertThat(training.leadFunction()).isEqualTo("EDUCATION");
        assertThat(training.isJoint()).isTrue();
        for (String place : List.of("350602004001", "350603001001")) {
            assertThat(training.functions())
                    .allSatisfy(f -> assertThat(units.departmentFor(f, place)).isPresent());
        }
    }

    @Test
    void aNewVersionFollowsTheDayBeforeAndTheOldOneStaysReadable() {
        ServiceItem first = Drafts.add(catalogue, "test-follow", "旧名", TODAY, 0);
        ServiceItem second = Drafts.add(catalogue, "test-follow", "新名", TODAY.plusDays(7), 1);

        assertThat(second.version()).isEqualTo(2);
        assertThat(items.find("test-follow", TODAY.minusDays(1))).isEmpty();
        assertThat(items.find("test-follow", TODAY.plusDays(6)).map(ServiceItem::name))
                .hasValue("旧名");
        assertThat(items.find("test-follow", TODAY.plusDays(7)).map(ServiceItem::name))
                .hasValue("新名");
        ServiceItem kept = items.version(first.id());
        assertThat(kept.name()).isEqualTo("旧名");
        assertThat(kept.validUntil()).hasValue(TODAY.plusDays(6));
        assertThat(kept.materials()).isEqualTo(Drafts.item("x", "x", TODAY).materials());
        assertThat(kept.functions()).containsExactly("HEALTH", "MARKET");
        assertThat(audit.count(Drafts.ADMIN, "service-version-added", "test-follow v2"))
                .isOne();
    }

    @Test
    void aVersionBeginsAfterTheNewestOneAndNeverInThePast() {
        Drafts.add(catalogue, "test-order", "一", TODAY, 0);
        assertRefused("validFrom", "今天刚生效", () -> Drafts.add(catalogue, "test-order", "二", TODAY, 1));
        assertRefused("validFrom", "不能早于今天", () -> Drafts.add(catalogue, "test-order", "二", TODAY.minusDays(1), 1));
        Drafts.add(catalogue, "test-order", "二", TODAY.plusDays(9), 1);
        assertRefused(
                "validFrom",
                "第 2 版将于 2026-12-04 生效",
                () -> Drafts.add(catalogue, "test-order", "三", TODAY.plusDays(9), 2));
        assertRefused("code", "已经用于", () -> Drafts.add(catalogue, "test-order", "四", TODAY.plusDays(20), 0));
        assertThatThrownBy(() -> Drafts.add(catalogue, "test-order", "三", TODAY.plusDays(20), 1))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("刚刚被别人改过");
        assertThat(catalogue.versions("test-order")).hasSize(2);
    }

    @Test
    void todayIsTheDayInZhangzhou() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T15:59:59Z")));
        assertRefused(
                "validFrom",
                "不能早于今天（2026-11-25）",
                () -> Drafts.add(catalogue, "test-zone", "一", TODAY.minusDays(1), 0));
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-25T16:00:00Z")));
        assertRefused("validFrom", "不能早于今天（2026-11-26）", () -> Drafts.add(catalogue, "test-zone", "一", TODAY, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Kiritimati"})
    void daysAreStoredAsTheyAreInWhateverZoneTheJvmRuns(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Drafts.add(catalogue, "test-days", "一", TODAY, 0);
            catalogue.end("test-days", TODAY.plusDays(1), Drafts.ADMIN);
        } finally {
            TimeZone.setDefault(before);
        }
        ServiceItem read = catalogue.versions("test-days").get(0);
        assertThat(read.validFrom()).isEqualTo(TODAY);
        assertThat(read.validUntil()).hasValue(TODAY.plusDays(1));
        assertThat(items.find("test-days", TODAY.plusDays(1))).isPresent();
        assertThat(items.find("test-days", TODAY.plusDays(2))).isEmpty();
    }

    @Test
    void anItemEndsAfterItsLastDayAndMayBeginAgain() {
        Drafts.add(catalogue, "test-end", "一", TODAY, 0);
        assertRefused("lastDay", "不能早于今天", () -> catalogue.end("test-end", TODAY.minusDays(1), Drafts.ADMIN));
        assertRefused("lastDay", "请填写", () -> catalogue.end("test-end", null, Drafts.ADMIN));
        catalogue.end("test-end", TODAY.plusDays(3), Drafts.ADMIN);
        catalogue.end("test-end", TODAY, Drafts.ADMIN);
        assertThat(items.find("test-end", TODAY)).isPresent();
        assertThat(items.find("test-end", TODAY.plusDays(1))).isEmpty();
        assertThat(audit.count(Drafts.ADMIN, "service-ended", "test-end v1 2026-11-25"))
                .isOne();

        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-11-27T02:00:00Z")));
        assertThatThrownBy(() -> catalogue.end("test-end", TODAY.plusDays(5), Drafts.ADMIN))
                .hasMessage("这个事项已经停用");
        Drafts.add(catalogue, "test-end", "二", TODAY.plusDays(4), 1);
        assertThat(items.version(catalogue.versions("test-end").get(1).id()).validUntil())
                .as("what has ended stays as it was")
                .hasValue(TODAY);
        assertThat(items.find("test-end", TODAY.plusDays(3))).isEmpty();
        assertThat(items.find("test-end", TODAY.plusDays(4))).isPresent();
        assertThatThrownBy(() -> catalogue.end("test-none", TODAY.plusDays(5), Drafts.ADMIN))
                .hasMessage("没有这个事项");
    }

    @Test
    void onlyAVersionThatHasNotBegunIsWithdrawnAndTheOneBeforeEndsAsItWould() {
        Drafts.add(catalogue, "test-back", "一", TODAY, 0);
        catalogue.end("test-back", TODAY.plusDays(30), Drafts.ADMIN);
        Drafts.add(catalogue, "test-back", "二", TODAY.plusDays(10), 1);
        assertRefused("lastDay", "请先撤回", () -> catalogue.end("test-back", TODAY.plusDays(5), Drafts.ADMIN));
        assertThatThrownBy(() -> catalogue.withdraw("test-back", 1, Drafts.ADMIN))
                .hasMessageContaining("不是最新");
        catalogue.withdraw("test-back", 2, Drafts.ADMIN);
        assertThat(catalogue.versions("test-back"))
                .singleElement()
                .satisfies(v -> assertThat(v.validUntil()).hasValue(TODAY.plusDays(30)));
        assertThatThrownBy(() -> catalogue.withdraw("test-back", 1, Drafts.ADMIN))
                .hasMessageContaining("已经生效");
        assertThat(audit.count(Drafts.ADMIN, "service-version-withdrawn", "test-back v2"))
                .isOne();
    }

    @Test
    void ofTwoWhoWriteAVersionAtOnceOneIsToldAndNoPeriodsOverlap() throws Exception {
        Drafts.add(catalogue, "test-race", "一", TODAY, 0);
        for (int round = 1; round <= 5; round++) {
            int seen = round;
            assertThat(outcomes(n ->
                            Drafts.add(catalogue, "test-race", "第 " + n + " 人", TODAY.plusDays(10L * seen + n), seen)))
                    .containsExactlyInAnyOrder("done", "这个事项刚刚被别人改过，请重新打开后再改", "这个事项刚刚被别人改过，请重新打开后再改");
        }
        assertThat(outcomes(n -> Drafts.add(catalogue, "test-race-new", "第 " + n + " 人", TODAY, 0)))
                .filteredOn("done"::equals)
                .hasSize(1);
        List<ServiceItem> versions = catalogue.versions("test-race");
        assertThat(versions).hasSize(6);
        for (int i = 0; i < 5; i++) {
            assertThat(versions.get(i + 1).validUntil())
                    .hasValue(versions.get(i).validFrom().minusDays(1));
        }
    }

    private static List<String> outcomes(IntConsumer attempt) {
        return Race.among(3, n -> () -> {
            try {
                attempt.accept(n);
                return "done";
            } catch (Refusal refusal) {
                return refusal.getMessage();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"HYGIENE-PERMIT", "hygiene-permit ", "ｈygiene-permit", "", "no-such-item"})
    void anItemIsFoundByItsExactCodeOnly(String code) {
        assertThat(items.find(code, TODAY)).isEmpty();
    }

    @Test
    void aVersionThatNobodyMadeIsAMistakeOfTheProgram() {
        assertThat(items.find(null, TODAY)).isEmpty();
        assertThatThrownBy(() -> items.version(999_999L)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyFieldSaysWhatIsWrongWithIt() {
        ServiceDraft bad = new ServiceDraft(
                "Bad Code",
                "名".repeat(61),
                null,
                List.of("HEALTH", "HEALTH"),
                List.of(
                        new Material("a", "甲", true, null, null),
                        new Material("a", null, true, "长".repeat(61), "\u0007")),
                5,
                6,
                new BigDecimal("1.005"),
                "长".repeat(101),
                null,
                false,
                false,
                false,
                "长".repeat(2001),
                TODAY.plusYears(11));
        Map<String, String> wrong = DraftRules.check(bad, Map.of(), terms.now(), TODAY);
        assertThat(wrong)
                .containsOnlyKeys(
                        "code",
                        "name",
                        "legalBasis",
                        "functions",
                        "materials[1].code",
                        "materials[1].name",
                        "materials[1].heldBy",
                        "materials[1].note",
                        "promisedDays",
                        "fee",
                        "feeNote",
                        "resultType",
                        "guide",
                        "validFrom");
        assertThat(wrong.get("promisedDays")).isEqualTo("承诺时限（6 个工作日）不能长于法定时限（5 个工作日）");
        assertThat(wrong.get("materials[1].code")).isEqualTo("材料编码 a 重复");
        ServiceDraft elsewhere = new ServiceDraft(
                "new",
                "名",
                "依据",
                List.of("MAGIC"),
                List.of(),
                0,
                366,
                null,
                null,
                "REPLY",
                false,
                false,
                false,
                null,
                TODAY);
        assertThat(DraftRules.check(elsewhere, Map.of(), terms.now(), TODAY))
                .containsOnlyKeys("code", "functions", "statutoryDays", "promisedDays")
                .extractingByKey("functions")
                .asString()
                .contains("MAGIC", "URBAN", "POLICE");
    }

    private static void assertRefused(String field, String reason, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.fields())
                                .extractingByKey(field)
                                .asString()
                                .contains(reason));
    }
}
