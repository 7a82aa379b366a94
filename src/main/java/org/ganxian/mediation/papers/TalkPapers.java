package org.ganxian.mediation.papers;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ganxian.mediation.calendar.Appointments;
import org.ganxian.mediation.calendar.Guests;
import org.ganxian.mediation.dossier.CourtReport;
import org.ganxian.mediation.dossier.Ending;
import org.ganxian.mediation.dossier.Entrusted;
import org.ganxian.mediation.dossier.Mediation;
import org.ganxian.mediation.dossier.MediationParty;
import org.ganxian.mediation.dossier.MediationSession;
import org.ganxian.platform.PeopleTime;

/** Papers of inquiries and sessions, and of what becomes of them. What was said in a separate talk stands on none of them. */
final class TalkPapers {

    /** Ended for everybody to be told; who withdrew or was taken over by the police knows. */
    private static final Set<Ending> UNTOLD = EnumSet.of(Ending.WITHDRAWN, Ending.POLICE);

    private TalkPapers() {}

    static Stream<Draft> of(Casebook book) {
        List<Draft> drafts = new ArrayList<>();
        book.parties().stream()
                .filter(party ->
                        !book.meetings().getOrDefault(party.side(), List.of()).isEmpty())
                .forEach(party ->
                        drafts.add(new Draft(PaperKind.SUMMONS, party.side().name(), summons(book, party))));
        book.guests()
                .forEach(guest ->
                        drafts.add(new Draft(PaperKind.INVITATION, guest.id().toString(), invitation(book, guest))));
        int suspended = 0;
        for (MediationSession session : book.sessions()) {
            String about = String.valueOf(session.no());
            if (session.mode() == MediationSession.Mode.INQUIRY) {
                drafts.add(new Draft(PaperKind.INQUIRY, about, inquiry(book, session)));
            } else if (session.mode() == MediationSession.Mode.JOINT) {
                drafts.add(new Draft(PaperKind.SESSION, about, session(book, session)));
            }
            if (session.result() == MediationSession.Result.SUSPENDED) {
                String why = suspended < book.suspensions().size()
                        ? book.suspensions().get(suspended)
                        : "";
                suspended++;
                drafts.add(new Draft(PaperKind.SUSPENSION, about, suspension(book, session, why)));
            }
        }
        if (drafts.stream().noneMatch(draft -> draft.kind() == PaperKind.SESSION)) {
            book.sessions().stream()
                    .filter(session -> session.mode() != MediationSession.Mode.INQUIRY)
                    .reduce((first, second) -> second)
                    .ifPresent(last -> drafts.add(
                            new Draft(PaperKind.SESSION, String.valueOf(last.no()), separateTalks(book, last))));
        }
        if (book.mediation().extensionDays() != null) {
            drafts.add(new Draft(
                    PaperKind.EXTENSION, "", extension(book, book.mediation().extensionDays())));
        }
        Ending ending = book.mediation().ending();
        if (ending != null && !UNTOLD.contains(ending)) {
            drafts.add(new Draft(PaperKind.TERMINATION, "", termination(book, ending)));
        }
        CourtReport report = book.courtReport();
        if (report != null && report.reportedAt() != null) {
            drafts.add(new Draft(PaperKind.COURT_REPORT, "", courtReport(book, report)));
        }
        return drafts.stream();
    }

    /** The agreement's failure, the list and the receipt; what was said or offered in a talk stays here (民诉法解释第一百零七条). */
    private static Sheet courtReport(Casebook book, CourtReport report) {
        Mediation mediation = book.mediation();
        Sheet.Writing sheet = Sheet.of(PaperKind.COURT_REPORT, book)
                .text(report.court() + "：")
                .text("你院"
                        + (mediation.entrusted() == Entrusted.ASSIGNED ? "委派" : "委托") + "我会调解的“" + book.type()
                        + "”纠纷（编号 "
                        + mediation.number() + "），没有达成协议，现将情况反馈如下，材料随函退回。")
                .row("当事人", book.partyNames())
                .row("签收材料", mediation.receiptOn() == null ? "" : Casebook.day(mediation.receiptOn()))
                .row(
                        "终止原因",
                        mediation.ending() == null ? "" : mediation.ending().title())
                .row("情况说明", String.valueOf(report.report()))
                .row("退回材料清单", String.valueOf(report.papers()))
                .row(
                        "法院签收",
                        report.receivedBy() + "，"
                                + (report.receivedOn() == null ? "" : Casebook.day(report.receivedOn())));
        return sheet.hand("法院签收人签名").sealed();
    }

    /** On one day. */
    private static String when(Instant from, Instant to) {
        return PeopleTime.of(from) + " 至 " + LocalTime.ofInstant(to, PeopleTime.ZONE);
    }

    /** With their own session and without the parties' names: what it is about they hear there. */
    private static Sheet invitation(Casebook book, Guests.Guest guest) {
        return Sheet.of(PaperKind.INVITATION, book)
                .text(guest.name() + "（" + guest.capacity() + "）：")
                .text("经各方当事人同意，邀请您参加一件“" + book.type() + "”纠纷（编号 "
                        + book.mediation().number() + "）的一次调解，协助做好工作（《中华人民共和国人民调解法》第二十条）。")
                .row("时间", when(guest.from(), guest.to()))
                .row("地点", guest.room())
                .text("保密承诺：我对参加调解知道的个人隐私、商业秘密和各方说的话保密，不录音、不录像、不外传，不用于别的目的。")
                .hand("承诺人签名")
                .sealed();
    }

    /** To one side, of what it is to come to: a talk with it alone stands in nobody else's. */
    private static Sheet summons(Casebook book, MediationParty party) {
        Sheet.Writing sheet = Sheet.of(PaperKind.SUMMONS, book)
                .text(Casebook.called(party) + "：")
                .text("“" + book.type() + "”纠纷（编号 " + book.mediation().number() + "）定于下列时间调解，请持身份证明按时参加。");
        for (Appointments.Meeting meeting : book.meetings().getOrDefault(party.side(), List.of())) {
            sheet.row(
                    "时间、地点",
                    when(meeting.from(), meeting.to()) + "，" + meeting.room() + (meeting.alone() ? "，单独谈" : "，各方一起"));
        }
        return sheet.row("调解员", book.mediators())
                .text("不能按时参加的，请提前告知我会；可以委托代理人，须提交授权委托书。调解不收费，您可以随时退出。")
                .hand("当事人签收")
                .sealed();
    }

    private static Sheet inquiry(Casebook book, MediationSession session) {
        return Sheet.of(PaperKind.INQUIRY, book)
                .row("纠纷编号", book.mediation().number())
                .row("时间", PeopleTime.of(session.heldAt()))
                .row("地点", session.place())
                .row("调查人", book.mediators())
                .row("记录人", book.names().apply(session.recordedBy()))
                .row("被调查人、在场人", session.present())
                .row("事由", book.type())
                .row("告知", "已告知被调查人权利和义务，如实陈述")
                .text("记录：")
                .text(session.record())
                .text("以上记录已看过（已宣读），与所说一致。")
                .hand("被调查人签名")
                .hand("调查人签名")
                .hand("记录人签名")
                .signed();
    }

    private static Sheet session(Casebook book, MediationSession session) {
        Sheet.Writing sheet = Sheet.of(PaperKind.SESSION, book)
                .row("纠纷编号", book.mediation().number() + "　第 " + session.no() + " 次")
                .row("时间", PeopleTime.of(session.heldAt()))
                .row("地点", session.place())
                .row("方式", session.mode().title() + "，" + (session.openToAll() ? "公开" : "不公开"))
                .row("事由", book.type())
                .row("调解员", book.mediators())
                .row("记录人", book.names().apply(session.recordedBy()));
        book.parties().forEach(party -> sheet.row(party.side().title(), party.name()));
        sheet.row("参加人", session.present())
                .row("告知", "已告知当事人的权利和义务，权利义务告知书附卷")
                .text("记录：")
                .text(session.record())
                .row("调解结果", result(session));
        sheet.text("以上记录已看过（已宣读），与所说一致。");
        book.parties().forEach(party -> sheet.hand(party.side().title() + "签名"));
        return sheet.hand("参加人签名").hand("调解员签名").hand("记录人签名").signed();
    }

    /** Nobody has sat together: that they were talked to stands in the dossier, and nothing of what they said. */
    private static Sheet separateTalks(Casebook book, MediationSession last) {
        return Sheet.of(PaperKind.SESSION, book)
                .row("纠纷编号", book.mediation().number())
                .row("时间", PeopleTime.of(last.heldAt()) + "，最后一次")
                .row("方式", "分别与各方谈话，共 " + book.sessions().size() + " 次")
                .row("事由", book.type())
                .row("调解员", book.mediators())
                .row("当事人", book.partyNames())
                .text("单独谈话的内容依法保密，不入卷。")
                .row("调解结果", result(last))
                .hand("调解员签名")
                .signed();
    }

    private static String result(MediationSession session) {
        return switch (session.result()) {
            case FAILED -> "调解不成，已告知各方" + Ending.WAYS;
            case PARTIAL -> "部分达成协议，其余的已告知各方" + Ending.WAYS;
            default -> session.result().title();
        };
    }

    private static Sheet suspension(Casebook book, MediationSession session, String why) {
        return Sheet.of(PaperKind.SUSPENSION, book)
                .text(book.partyNames() + "：")
                .text("“" + book.type() + "”纠纷（编号 " + book.mediation().number() + "）因下列原因，自"
                        + Casebook.day(session.heldAt()) + "起中止调解：")
                .text((why.isEmpty() ? "其他原因" : why) + "。")
                .text("中止的时间最长三十天，不计入调解期限。原因消除的，随时恢复调解；期满自动恢复。")
                .text("特此通知。")
                .hand("当事人签收")
                .sealed();
    }

    private static Sheet extension(Casebook book, int days) {
        Mediation mediation = book.mediation();
        Sheet.Writing sheet = Sheet.of(PaperKind.EXTENSION, book)
                .text("“" + book.type() + "”纠纷（编号 " + mediation.number() + "）的调解期限即将届满。各方当事人同意延长 " + days
                        + " 天，继续调解。期限只延长一次；有一方不同意的，期满终止调解。");
        for (MediationParty party : book.parties()) {
            Integer agreed = party.extensionDays();
            sheet.row(party.side().title() + " " + party.name(), agreed == null ? "还没有表示" : "同意延长 " + agreed + " 天");
            sheet.hand(party.side().title() + "签名");
        }
        return sheet.sealed();
    }

    private static Sheet termination(Casebook book, Ending ending) {
        return Sheet.of(PaperKind.TERMINATION, book)
                .text(book.partyNames() + "：")
                .text("“" + book.type() + "”纠纷（编号 " + book.mediation().number() + "）因下列原因，我会终止调解：")
                .text(ending.title() + "。")
                .text("根据《中华人民共和国人民调解法》第二十六条，现告知：您" + Ending.WAYS + "。")
                .text("在调解中为达成协议作出的让步，不在以后的诉讼中作为对其不利的根据。")
                .text("特此通知。")
                .hand("当事人签收")
                .sealed();
    }
}
