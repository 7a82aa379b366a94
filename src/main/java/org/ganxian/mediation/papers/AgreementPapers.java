package org.ganxian.mediation.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ganxian.mediation.dossier.Agreement;
import org.ganxian.mediation.dossier.AgreementDuty;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.MediationClosing;

/** Papers from the agreement to the filing. */
final class AgreementPapers {

    private AgreementPapers() {}

    static Stream<Draft> of(Casebook book) {
        List<Draft> drafts = new ArrayList<>();
        Agreement agreement = book.agreement();
        if (agreement != null && agreement.form() == Agreement.Form.ORAL) {
            drafts.add(new Draft(PaperKind.ORAL_AGREEMENT, "", oral(book, agreement)));
        } else if (agreement != null) {
            drafts.add(new Draft(PaperKind.AGREEMENT, "", written(book, agreement)));
        }
        boolean followed = !book.duties().isEmpty() && book.duties().stream().noneMatch(AgreementDuty::isOpen);
        if (book.isInEffect() && followed) {
            drafts.add(new Draft(PaperKind.PERFORMANCE, "", performance(book)));
        }
        MediationClosing closing = book.closing();
        if (closing != null) {
            drafts.add(new Draft(PaperKind.REVISIT, "", revisit(book, closing)));
            if (closing.filedAt() != null) {
                drafts.add(new Draft(PaperKind.CLOSING, "", closing(book, closing)));
            }
        }
        return drafts.stream();
    }

    private static void duties(Casebook book, Sheet.Writing sheet) {
        int no = 0;
        for (AgreementDuty duty : book.duties()) {
            no++;
            sheet.row(
                    "第 " + no + " 项",
                    book.called(duty.debtorId()) + " 向 " + book.called(duty.creditorId()) + "：" + duty.what()
                            + (duty.amount() == null ? "" : "，" + Casebook.yuan(duty.amount())) + "，"
                            + Casebook.day(duty.dueOn()) + "以前履行");
        }
    }

    /** What an agreement may say: 人民调解法 29. Signed and sealed by hand, so it can be printed as soon as it is drafted. */
    private static Sheet written(Casebook book, Agreement agreement) {
        Sheet.Writing sheet = Sheet.of(PaperKind.AGREEMENT, book);
        sheet.row("纠纷编号", book.mediation().number() + "　第 " + agreement.edition() + " 版");
        book.parties().forEach(party -> sheet.row(party.side().title(), OpeningPapers.party(party)));
        sheet.text("一、纠纷的主要事实和争议事项")
                .text(book.mediation().facts())
                .text("二、经调解，各方自愿达成如下协议")
                .text(agreement.content());
        if (!book.duties().isEmpty()) {
            sheet.text("三、履行的内容、方式和期限");
            duties(book, sheet);
        }
        if (!agreement.settlesAll()) {
            sheet.text("其余争议没有达成协议，各方" + Ending.WAYS + "。");
        }
        sheet.text("本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，具有法律约束力，各方应当按照约定履行。"
                + "双方认为有必要的，可以自生效之日起三十日内共同向人民法院申请司法确认。本协议当事人各执一份，人民调解委员会留存一份。");
        book.parties().forEach(party -> sheet.hand(party.side().title() + "签名、盖章或者按指印"));
        return sheet.hand("人民调解员签名").sealed();
    }

    private static Sheet oral(Casebook book, Agreement agreement) {
        Sheet.Writing sheet = Sheet.of(PaperKind.ORAL_AGREEMENT, book)
                .row("纠纷编号", book.mediation().number());
        book.parties().forEach(party -> sheet.row(party.side().title(), OpeningPapers.party(party)));
        sheet.row("纠纷主要事实", book.mediation().facts())
                .row("协议内容", agreement.content())
                .row("口头的理由", agreement.oralGround() == Agreement.OralGround.PERFORMED ? "当场履行完毕" : "各方都认为不需要书面协议");
        duties(book, sheet);
        return sheet.row(
                        "达成时间",
                        Casebook.day(Objects.requireNonNull(agreement.effectiveAt(), "in effect when it is agreed"))
                                + "，口头协议自达成之日起生效（《中华人民共和国人民调解法》第三十条）")
                .row("调解员", book.mediators())
                .hand("登记人签名")
                .sealed();
    }

    private static Sheet performance(Casebook book) {
        Sheet.Writing sheet = Sheet.of(PaperKind.PERFORMANCE, book)
                .row("纠纷编号", book.mediation().number())
                .row("协议书编号", agreementNo(book));
        int no = 0;
        for (AgreementDuty duty : book.duties()) {
            no++;
            String outcome = duty.doneAt() != null
                    ? Casebook.day(duty.doneAt()) + "履行"
                    : "催告 " + duty.urges() + " 次没有履行，已告知权利人可以起诉、申请执行或者支付令";
            String voucher = duty.voucher();
            sheet.row(
                    "第 " + no + " 项",
                    book.called(duty.debtorId()) + " 向 " + book.called(duty.creditorId()) + "：" + duty.what()
                            + (duty.amount() == null ? "" : "，" + Casebook.yuan(duty.amount())) + "\n应于"
                            + Casebook.day(duty.dueOn()) + "以前；" + outcome
                            + (voucher == null ? "" : "\n凭证或经过：" + voucher));
        }
        return sheet.hand("调解员签名").signed();
    }

    private static String agreementNo(Casebook book) {
        Agreement agreement = book.agreement();
        boolean oral = agreement != null && agreement.form() == Agreement.Form.ORAL;
        return agreement == null
                ? "没有达成协议"
                : oral ? "口头协议" : book.agreementNo() == null ? "________________" : book.agreementNo();
    }

    private static Sheet revisit(Casebook book, MediationClosing closing) {
        return Sheet.of(PaperKind.REVISIT, book)
                .row("纠纷编号", book.mediation().number())
                .row("协议书编号", agreementNo(book))
                .row("当事人", book.partyNames())
                .row("事由", book.type())
                .row(
                        "履行情况",
                        switch (closing.performance()) {
                            case FULL -> "全部履行";
                            case PART -> "部分履行";
                            case NONE -> "没有履行";
                            case NO_AGREEMENT -> "没有达成协议";
                        })
                .row(
                        "当事人是否满意",
                        switch (closing.satisfaction()) {
                            case ALL -> "都满意";
                            case SOME -> "部分满意";
                            case NONE -> "不满意";
                        })
                .row("回访情况", closing.note())
                .row("调解后是否起诉", "________________")
                .row("协议有无错误", "________________")
                .row(
                        "有无激化苗头",
                        closing.performance() != MediationClosing.Performance.NO_AGREEMENT
                                ? "________________"
                                : closing.signs() ? "有" : "没有")
                .row("回访人", book.names().apply(closing.visitedBy()))
                .row("回访时间", Casebook.day(closing.visitedAt()))
                .hand("回访人签名")
                .signed();
    }

    /** Its days are those of the register. */
    private static Sheet closing(Casebook book, MediationClosing closing) {
        Agreement agreement = book.agreement();
        String summary = closing.summary();
        Sheet.Writing sheet = Sheet.of(PaperKind.CLOSING, book)
                .row("纠纷编号", book.mediation().number())
                .row("协议书编号", agreementNo(book))
                .row("纠纷类型", book.type())
                .row("当事人", book.partyNames())
                .row("申请时间", Casebook.day(book.mediation().appliedAt()));
        if (book.mediation().acceptedAt() != null) {
            sheet.row("受理时间", Casebook.day(book.mediation().acceptedAt()));
        }
        if (agreement != null && agreement.effectiveAt() != null) {
            sheet.row("协议生效时间", Casebook.day(agreement.effectiveAt()));
        }
        return sheet.row("调解员", book.mediators())
                .row("调解次数", book.sessions().size() + " 次")
                .row("回访时间", Casebook.day(closing.visitedAt()))
                .row("归档时间", Casebook.day(Objects.requireNonNull(closing.filedAt(), "asked before")))
                .row("卷宗情况说明", summary == null ? "" : summary)
                .row("归档人", book.names().apply(String.valueOf(closing.filedBy())))
                .hand("调委会主任签名")
                .sealed();
    }
}
