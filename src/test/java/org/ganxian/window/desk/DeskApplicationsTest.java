package org.ganxian.window.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.platform.Actor;
import org.ganxian.privacy.Erasure;
import org.ganxian.window.Scans;
import org.ganxian.window.filed.Delivery;
import org.ganxian.window.flow.Application;
import org.ganxian.window.flow.WindowCases;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The desk's pages: who may open them, what they refuse. How they work by hand is walked in the browser. */
class DeskApplicationsTest extends WindowCases {

    @Autowired
    Erasure erasure;

    private Caller clerk() {
        return Caller.of("clerk", port);
    }

    @Test
    void onlyTheWindowsOwnPeopleSeeItsApplications() {
        Demand barber = completeBarber();
        assertThat(clerk().get("/desk/applications").body()).contains(barber.number(), "巷****");
        assertThat(clerk().get("/desk/applications").body()).doesNotContain("巷口理发店", "13900000001");
        assertThat(Caller.of("window", port)
                        .get("/desk/applications/" + barber.number())
                        .status())
                .isEqualTo(200);
        for (String other : new String[] {"dispatcher", "health-handler", "manager", "supervisor"}) {
            assertThat(Caller.of(other, port).get("/desk/applications").status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(Caller.of(other, port)
                            .get("/desk/applications/" + barber.number())
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(Caller.of("window", port).get("/desk/applications/new").status())
                .isEqualTo(403);
        assertThat(clerk().get("/desk/applications/ZZ19990101-000001").status()).isEqualTo(404);
        assertThat(clerk().get("/desk/applications/new/nothing").status()).isEqualTo(404);
        assertThat(clerk().get("/desk/applications?page=x").status()).isEqualTo(400);
    }

    @Test
    void theFormComesBackWithWhatWasTypedAndWhatIsWrong() {
        String form = "/desk/applications/new/old-age-allowance";
        Answer wrong = clerk().form(form, form, "applicant", "陈阿伯", "phone", "12");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("电话号码不正确", "陈阿伯");

        wrong = clerk().form(
                        form,
                        form,
                        "applicant",
                        "",
                        "phone",
                        "13900000001",
                        "idNumber",
                        "110105194912310021",
                        "delivery",
                        "POST");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("请填写申请人", "请填写正确的 18 位号码", "请填写邮寄地址", "110105194912310021");
    }

    @Test
    void whatIsBroughtToTheDeskGoesOnToTheAcceptance() {
        Demand barber = barber("application-form");
        completes("clerk", barber, "accept-application", Map.of("decision", "supplement"));
        String page = "/desk/applications/" + barber.number();
        assertThat(clerk().get(page).body()).contains("申请人到窗口补正", "卫生检测报告", "补正告知书");

        String brought = page + "/supplement";
        assertThat(clerk().form(page, brought).body()).contains("请勾选收到的材料");
        assertThat(clerk().form(page, brought, "received", "nothing").status()).isEqualTo(400);
        assertThat(clerk().form(page, brought, "received", "test-report", "received", "floor-plan")
                        .status())
                .isEqualTo(302);
        assertThat(story.statusOf(barber)).isEqualTo(Status.ACCEPTING);
        assertThat(clerk().form("/desk/applications/new/shop-sign", brought, "received", "test-report")
                        .status())
                .isEqualTo(409);
        accepts(barber);
    }

    /** Eleven years later, with nobody's name, scan, ground or paper left, and every tie still sound. */
    @Test
    void whatIsPersonalOfAnApplicationIsErasedWithItsScansAndPapers() {
        Demand allowance = story.as(
                "clerk",
                () -> applications.file(
                        application("hygiene-permit", Delivery.POST, "clerk"),
                        Set.of("application-form", "test-report"),
                        List.of(Scans.pdf("floor-plan"))));
        accepts(allowance);
        Caller.nobody(port)
                .post(
                        "/api/demands/" + allowance.number() + "/withdrawal",
                        Map.of("code", allowance.queryCode(), "reason", "不办了"));
        assertThat(story.statusOf(allowance)).isEqualTo(Status.WITHDRAWN);
        Actor manager = new Actor("manager", "漳州市管理者");
        assertThat(erasure.erase(allowance.number(), manager, "按本人要求")).isPresent();

        ClockUtil.setCurrentTime(Date.from(story.now().plus(Duration.ofDays(11 * 366))));
        assertThat(erasure.erase(allowance.number(), manager, "按本人要求")).isEmpty();

        Map<String, Object> row = jdbc.queryForMap("select * from application where number = ?", allowance.number());
        assertThat(row.get("applicant")).isEqualTo("（已删除）");
        assertThat(row.get("post_address")).isNull();
        assertThat(jdbc.queryForObject(
                        "select count(*) from material_file where application_id = ?", Integer.class, row.get("id")))
                .isZero();
        Application application = applications.find(allowance.number()).orElseThrow();
        assertThat(applications.documents(application)).as("the register stays").isNotEmpty();
        Long paper = applications.documents(application).get(0).id();
        assertThatThrownBy(() -> applications.document(application, paper)).hasMessageContaining("已按规定删除");
    }
}
