package org.ganxian.window.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Status;
import org.ganxian.window.flow.WindowCases;
import org.junit.jupiter.api.Test;

/** The desk's pages: who may open them, what they refuse. How they work by hand is walked in the browser. */
class DeskApplicationsTest extends WindowCases {

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
}
