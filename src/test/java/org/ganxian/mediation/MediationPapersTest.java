package org.ganxian.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.contract.Marks;
import org.ganxian.demand.Demand;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.calendar.Guests;
import org.ganxian.mediation.dossier.MediationPersonalData;
import org.ganxian.mediation.dossier.MediationSession.Mode;
import org.ganxian.mediation.dossier.Side;
import org.ganxian.mediation.papers.DossierFiles;
import org.ganxian.mediation.papers.PaperKind;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.privacy.PersonalData;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The papers of a mediation: PDF/A, numbered and kept once, saying what the forms ask for and nothing of a separate talk. */
@IntegrationTest
class MediationPapersTest extends IssuedPapers {

    @Autowired
    DossierFiles dossiers;

    @Autowired
    MediationPersonalData personalData;

    @Autowired
    Appointments appointments;

    @Autowired
    Guests guests;

    /** Each side is told of what it is to come to; whoever is invited of their session, and of nobody's name but their own. */
    @Test
    void whoIsSummonedAndWhoIsInvitedIsToldOfTheirSessionAlone() throws Exception {
        Demand demand = disputes.mediating();
        story.as("mediator1", () -> {
            appoint(demand, Mode.JOINT, "调解室");
            appoint(demand, Mode.SEPARATE_B, "三楼");
            return null;
        });
        Long session = jdbc.queryForObject(
                "select min(a.id) from mediation_appointment a join mediation m on m.id = a.mediation_id where m.number = ?",
                Long.class,
                demand.number());
        story.as("mediator1", () -> {
            guests.invite(demand.number(), session, "EXPERT", "钟工程师", "ALL");
            return null;
        });
        Map<String, String> texts = issueAll(demand);
        assertThat(texts.get("SUMMONSA")).contains("甲先生", "调解室，各方一起").doesNotContain("三楼", "乙女士");
        assertThat(texts.get("SUMMONSB")).contains("乙女士", "三楼，单独谈").doesNotContain("甲先生");
        assertThat(texts).anySatisfy((key, text) -> {
            assertThat(key).startsWith("INVITATION");
            assertThat(text).contains("钟工程师", "调解室", "保密承诺").doesNotContain("甲先生", "乙女士", "漏水", "三楼");
        });
    }

    private void appoint(Demand demand, Mode mode, String room) {
        LocalTime from = mode == Mode.JOINT ? LocalTime.of(9, 0) : LocalTime.of(11, 0);
        appointments.make(
                demand.number(),
                new Appointments.Wish(LocalDate.of(2026, 6, 10), from, from.plusHours(1), mode, room, false));
    }

    private Demand agreedWithAllKindsOfTalks(Marks marks, String separate) {
        Demand demand = disputes.mediating();
        disputes.holdsSession(demand, "goesOn", "mode", "INQUIRY", "record", marks.text());
        disputes.holdsSession(demand, "goesOn", "mode", "SEPARATE_B", "record", separate);
        disputes.holdsSession(demand, "suspend", "suspension", "EXPERT");
        disputes.does("mediator1", demand, "resume-mediation", "note", "鉴定意见到了");
        for (String side : List.of("A", "B")) {
            disputes.does(
                    "mediator1", demand, "hold-session", "decision", "extend", "party", side, "extensionDays", "10");
        }
        disputes.holdsSession(demand, "agreed");
        disputes.owes(demand, "6000", "2026-06-20");
        disputes.signsAll(demand);
        return demand;
    }

    @Test
    void aDisputeLeavesItsPapersAndADossierInTheirOrder() throws Exception {
        Marks marks = new Marks();
        String separate = marks.text();
        Demand demand = agreedWithAllKindsOfTalks(marks, separate);
        assertThat(lines(demand))
                .as("to be signed on paper")
                .anyMatch(line -> line.kind() == PaperKind.AGREEMENT && line.issuable());
        disputes.does("mediation-head", demand, "seal-agreement", "decision", "seal");
        assertThat(story.as("mediation-secretary", () -> disputes.mediations.open(demand.number()))
                        .missing())
                .containsExactly("履行凭证");
        disputes.does("mediator1", demand, "follow-duty", "voucher", "收条一张");
        disputes.isRevisited(demand, "settled");
        disputes.does("mediation-secretary", demand, "file-dossier", "summary", "一案一卷。");

        Map<String, String> texts = issueAll(demand);
        assertThat(texts.keySet())
                .containsExactly(
                        "REGISTRATION",
                        "RIGHTSA",
                        "RIGHTSB",
                        "INQUIRY1",
                        "SESSION3",
                        "SESSION4",
                        "SUSPENSION3",
                        "EXTENSION",
                        "AGREEMENT",
                        "PERFORMANCE",
                        "REVISIT",
                        "CLOSING");
        assertThat(texts).allSatisfy((key, text) -> {
            assertThat(text).as(key).contains("巷口街道人民调解委员会").doesNotContain(separate);
        });
        assertThat(texts.get("REGISTRATION")).contains("甲先生", "乙女士", "2026年6月8日", "民族______", "楼上漏水", "邻里", "6000.00元");
        assertThat(texts.get("RIGHTSB")).contains("第二十三条", "第二十四条", "同意调解");
        assertThat(texts.get("SUSPENSION3")).contains("等候鉴定、评估");
        assertThat(texts.get("EXTENSION")).contains("甲方甲先生同意延长10天", "乙方乙女士同意延长10天");
        assertThat(texts.get("AGREEMENT")).contains("字第1号", "乙方乙女士向甲方甲先生：赔偿，6000.00元，2026年6月20日以前履行", "三十日内共同");
        assertThat(texts.get("PERFORMANCE")).contains("收条一张");
        assertThat(texts.get("REVISIT")).contains("巫小兰", "都满意", "全部履行");
        assertThat(texts.get("CLOSING")).contains("申请时间2026年6月8日", "受理时间2026年6月8日", "一案一卷");

        assertThat(lines(demand)).allMatch(line -> !line.issuable() && line.serial() != null && line.sha256() != null);
        int kept = countPapers(demand);
        story.as("mediation-head", () -> {
            dossiers.issue(demand.number());
            return null;
        });
        byte[] dossier =
                story.as("mediation-head", () -> dossiers.of(demand.number())).content();
        assertThat(countPapers(demand)).as("nothing is issued twice").isEqualTo(kept);
        assertThat(faults(dossier)).isEmpty();
        draw("DOSSIER", dossier);
        String all = text(dossier);
        assertThat(all).contains("人民调解卷宗", "卷内目录", "封底").doesNotContain(separate);
        assertThat(all.indexOf("卷内目录")).isLessThan(all.lastIndexOf("人民调解受理登记表"));
        assertThat(all.lastIndexOf("人民调解受理登记表")).isLessThan(all.lastIndexOf("人民调解结案报告表"));
        assertThat(audited("mediation-paper-issued", demand)).isEqualTo(kept);
        assertThat(audited("mediation-paper-read", demand)).isEqualTo(kept);
        assertThat(audited("mediation-dossier-read", demand)).isEqualTo(1);
    }

    private int countPapers(Demand demand) {
        return jdbc.queryForObject(
                "select count(*) from mediation_paper p join mediation m on m.id = p.mediation_id where m.number = ?",
                Integer.class,
                demand.number());
    }

    private int audited(String action, Demand demand) {
        return jdbc.queryForObject(
                "select count(*) from audit_entry where action = ? and subject like ?",
                Integer.class,
                action,
                demand.number() + "%");
    }

    @Test
    void whatEndsWithoutAnAgreementIsToldOnPaper() throws Exception {
        Demand refused = disputes.registered();
        disputes.does(
                "mediation-secretary",
                refused,
                "examine-application",
                "decision",
                "refuse",
                "reason",
                "STATUS",
                "ways",
                "请向法院提起诉讼");
        disputes.does("mediation-head", refused, "approve-refusal", "decision", "approve");
        assertThat(issueAll(refused).get("NON_ACCEPTANCE")).contains("身份关系", "请向法院提起诉讼");

        Demand moved = disputes.registered();
        disputes.does(
                "mediation-secretary",
                moved,
                "examine-application",
                "decision",
                "move",
                "committee",
                "350603M1",
                "moveReason",
                "双方都在龙文区");
        assertThat(issueAll(moved).get("TRANSFER")).contains("龙文区人民调解委员会：", "双方都在龙文区", "回执");
        disputes.does("mediation-secretary2", moved, "receive-case", "decision", "receive");
        assertThat(story.as("mediation-secretary2", () -> papers.of(moved.number())))
                .as("the letter stays as it was issued")
                .anyMatch(line -> line.kind() == PaperKind.TRANSFER && line.id() != null && !line.issuable());

        Demand sent = disputes.registered();
        disputes.does(
                "mediation-secretary",
                sent,
                "examine-application",
                "decision",
                "accept",
                "entrusted",
                "ASSIGNED",
                "receiptOn",
                "2026-06-05");
        disputes.answers(sent.number(), Side.B, "decline");
        story.completes("mediation-secretary", sent, "report-to-court", InTheirWords.REPORT);
        assertThat(issueAll(sent).get("COURT_REPORT")).contains("漳州市芗城区人民法院：", "起诉状1份3页", "书记员，2026年6月8日");

        Demand failed = disputes.mediating();
        String said = new Marks().text();
        disputes.holdsSession(failed, "goesOn", "mode", "SEPARATE_A", "record", said);
        disputes.holdsSession(failed, "failed", "mode", "SEPARATE_B", "record", said, "endReason", "TOO_FAR");
        assertThatThrownBy(() -> story.as("mediation-head", () -> dossiers.of(failed.number())))
                .as("reading issues nothing")
                .hasMessageContaining("还有文书没有出具");
        assertThat(countPapers(failed)).isZero();
        Map<String, String> texts = issueAll(failed);
        assertThat(texts.get("TERMINATION")).contains("分歧过大", "第二十六条", "12348");
        assertThat(texts.get("SESSION2")).contains("单独谈话的内容依法保密").doesNotContain(said);

        Demand oral = disputes.mediating();
        disputes.holdsSession(oral, "agreed");
        disputes.does(
                "mediator1", oral, "draft-agreement", "decision", "oral", "oralGround", "WAIVED", "text", "互相道歉。");
        assertThat(issueAll(oral).get("ORAL_AGREEMENT")).contains("互相道歉", "不需要书面协议", "第三十条");
        assertThat(text(story.as("mediator1", () -> dossiers.of(oral.number())).content()))
                .contains("还没有归档");
    }

    @Test
    void whoMayNotReadTheCaseFindsNoPaperOfItAtAnyDoor() {
        Demand demand = disputes.mediating();
        Long id = story.as("mediator1", () -> papers.issue(demand.number(), PaperKind.REGISTRATION, ""));
        Demand other = disputes.mediating();
        for (String stranger : List.of("mediator2", "mediation-head2", "mediator4", "manager", "admin", "clerk")) {
            for (Runnable look : List.<Runnable>of(
                    () -> papers.of(demand.number()),
                    () -> papers.issue(demand.number(), PaperKind.REGISTRATION, ""),
                    () -> papers.read(demand.number(), id),
                    () -> dossiers.issue(demand.number()),
                    () -> dossiers.of(demand.number()))) {
                assertThatThrownBy(() -> story.as(stranger, () -> {
                            look.run();
                            return null;
                        }))
                        .as(stranger)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.status().value()).isEqualTo(404));
            }
        }
        assertThatThrownBy(() -> story.as("mediator1", () -> papers.read(other.number(), id)))
                .as("under another case's number")
                .hasMessageContaining("没有这份文书");
        personalData.erase(new PersonalData.Case(0, demand.number()));
        assertThatThrownBy(() -> story.as("mediation-head", () -> papers.read(demand.number(), id)))
                .hasMessageContaining("只留下文号");
        assertThat(jdbc.queryForObject(
                        "select count(*) from mediation_paper where id = ? and sheet is null and content is null",
                        Integer.class,
                        id))
                .as("its number stays")
                .isEqualTo(1);
        assertThatThrownBy(() -> story.as("mediator1", () -> papers.issue(other.number(), PaperKind.REVISIT, "")))
                .hasMessageContaining("还没有内容");
    }
}
