package org.ganxian.mediation.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ganxian.demand.Status;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.NewMediation.PartyKind;
import org.ganxian.mediation.dossier.RefusalReason;

/** Papers from the request until somebody takes it: registered, told of rights, refused or handed to others. */
final class OpeningPapers {

    /** Official forms ask for them: written by hand on the paper, kept nowhere. */
    private static final String BY_HAND = "（手写）性别 ____　民族 ______　职业 __________\n"
            + "出生年月 ________　证件号码 ____________________\n住址 ________________________________________";

    private static final String RIGHTS = """
            一、人民调解委员会是依法设立的调解民间纠纷的群众性组织。调解民间纠纷，不收取任何费用（《中华人民共和国人民调解法》第四条、第七条）。
            二、调解在当事人自愿、平等的基础上进行；不违背法律、法规和国家政策；尊重当事人的权利，不因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利（第三条）。
            三、当事人享有下列权利：（一）选择或者接受人民调解员；（二）接受调解、拒绝调解或者要求终止调解；（三）要求调解公开进行或者不公开进行；（四）自主表达意愿、自愿达成调解协议（第二十三条）。
            四、当事人履行下列义务：（一）如实陈述纠纷事实；（二）遵守调解现场秩序，尊重人民调解员；（三）尊重对方当事人行使权利（第二十四条）。
            五、人民调解员应当保守当事人的个人隐私、商业秘密（第十五条）。为达成协议作出的让步，不在以后的诉讼中作为对其不利的根据。
            六、经调解达成的协议具有法律约束力，当事人应当按照约定履行（第三十一条）。双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认（第三十三条）。
            七、调解不成的，可以依法仲裁、申请行政处理或者起诉（第二十六条）。""";

    private OpeningPapers() {}

    static Stream<Draft> of(Casebook book) {
        List<Draft> drafts = new ArrayList<>();
        drafts.add(new Draft(PaperKind.REGISTRATION, "", registration(book)));
        book.parties().stream()
                .filter(party -> party.answer() != null)
                .forEach(party ->
                        drafts.add(new Draft(PaperKind.RIGHTS, party.side().name(), rights(book, party))));
        book.panel().stream()
                .filter(member -> member.disclosure() != null)
                .findFirst()
                .ifPresent(member -> drafts.add(new Draft(PaperKind.WAIVER, "", waiver(book))));
        RefusalReason refusal = book.mediation().refusal();
        if (refusal != null && book.status() == Status.REJECTED) {
            drafts.add(new Draft(PaperKind.NON_ACCEPTANCE, "", nonAcceptance(book, refusal)));
        }
        String asked = book.mediation().asked();
        if (asked != null) {
            drafts.add(new Draft(
                    PaperKind.TRANSFER, "", transfer(book, book.unitNames().apply(asked), note(book))));
        } else if (book.mediation().ending() == Ending.POLICE) {
            drafts.add(new Draft(PaperKind.TRANSFER, "", transfer(book, "公安机关", "调解中有激化的危险，公安机关已经接管。")));
        }
        return drafts.stream();
    }

    private static String note(Casebook book) {
        String note = book.mediation().note();
        return note == null ? "" : note;
    }

    private static Sheet registration(Casebook book) {
        Mediation mediation = book.mediation();
        Sheet.Writing sheet = Sheet.of(PaperKind.REGISTRATION, book)
                .row("纠纷编号", mediation.number())
                .row("申请时间", Casebook.day(mediation.appliedAt()) + "（诉讼时效自该日起中断）")
                .row("受理时间", mediation.acceptedAt() == null ? "还没有受理" : Casebook.day(mediation.acceptedAt()))
                .row("纠纷类型", book.type())
                .row("来源", book.origin())
                .row("申请方式", mediation.written() ? "书面申请，申请书附后" : "口头申请，已记录并向申请人宣读")
                .row("涉及人数", mediation.people() + " 人")
                .row("涉及金额", Casebook.yuan(mediation.amount()));
        book.parties().forEach(party -> sheet.row(party.side().title(), party(party)));
        return sheet.row("纠纷简要情况", mediation.facts())
                .row("申请人请求", mediation.claim())
                .text("申请人已被告知人民调解的性质、原则和效力，自愿申请调解，以上记录已看过（已宣读），与所说一致。")
                .hand("当事人签名、盖章或者按指印")
                .hand("登记人签名")
                .sealed();
    }

    /** Several lines: who it is, and what official forms ask for besides. */
    static String party(MediationParty party) {
        String who = party.name() + "（" + party.kind().title() + "）　联系电话 " + party.phone()
                + (party.guardian() == null ? "" : "　监护人 " + party.guardian());
        return party.kind() == PartyKind.PERSON
                ? who + "\n" + BY_HAND
                : who + "\n（手写）法定代表人 ____________\n住所 ________________________________________";
    }

    private static Sheet rights(Casebook book, MediationParty party) {
        return Sheet.of(PaperKind.RIGHTS, book)
                .text(Casebook.called(party) + "：")
                .text("您与他人的“" + book.type() + "”纠纷（编号 " + book.mediation().number() + "），现将调解的有关事项告知如下：")
                .text(RIGHTS)
                .text("征询意见：" + (party.agrees() ? "同意调解。" : "不同意调解。"))
                .text("本告知书已收到（已向我宣读），内容已知悉。")
                .hand("当事人（监护人、代理人）签名")
                .sealed();
    }

    /** Signed by hand, by each party: 特邀调解 15. */
    private static Sheet waiver(Casebook book) {
        Sheet.Writing sheet = Sheet.of(PaperKind.WAIVER, book)
                .row("纠纷编号", book.mediation().number())
                .row("事由", book.type())
                .row("当事人", book.partyNames());
        book.panel().stream()
                .filter(member -> member.disclosure() != null)
                .forEach(member -> sheet.row("调解员 " + book.names().apply(member.username()), member.disclosure()));
        sheet.text("上述情形可能影响公正，调解员应当回避。各方当事人知道以后，都同意仍由其调解的，请分别签名；有一方不同意，另行指定调解员。")
                .text("同意书由各方当事人分别签名才有效，只有一方签名的不算。");
        book.parties().forEach(party -> sheet.hand(party.side().title() + "签名（同意）、日期"));
        return sheet.hand("调解员签名").signed();
    }

    private static Sheet nonAcceptance(Casebook book, RefusalReason reason) {
        return Sheet.of(PaperKind.NON_ACCEPTANCE, book)
                .text(book.parties().stream().limit(1).map(MediationParty::name).reduce("", String::concat) + "：")
                .text("您于" + Casebook.day(book.mediation().appliedAt()) + "申请调解“" + book.type() + "”纠纷（编号 "
                        + book.mediation().number() + "）。经审查，不予受理。")
                .text("理由：" + reason.title() + "。")
                .text("您还可以这样解决：" + note(book))
                .text(Ending.WAYS + "。")
                .text("特此告知。")
                .hand("申请人签收")
                .sealed();
    }

    private static Sheet transfer(Casebook book, String to, String why) {
        Mediation mediation = book.mediation();
        return Sheet.of(PaperKind.TRANSFER, book)
                .text(to + "：")
                .text("我会于" + Casebook.day(mediation.appliedAt()) + "收到“" + book.type() + "”纠纷的调解申请（编号 "
                        + mediation.number() + "），现移送你单位处理。")
                .text("移送的理由：" + why)
                .row("当事人", book.partyNames())
                .row("纠纷简要情况", mediation.facts())
                .text("附：申请材料 ____ 份，共 ____ 页。")
                .text("回执：上述纠纷及材料已收到。\n□ 接收　　□ 退回，理由 ____________________")
                .hand("接收单位（盖章）、经办人")
                .sealed();
    }
}
