package org.ganxian.calendar.imports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.calendar.CalendarChanged;
import org.ganxian.calendar.CalendarList;
import org.ganxian.calendar.Calendars;
import org.ganxian.calendar.Holidays;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Imports of the yearly list of days off: previewed as a difference, applied as a new version, undone to the one before. */
@Service
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class CalendarImports {

    private static final int FINDINGS_TOLD = 20;

    /**
     * What an import would do.
     *
     * @param published whether the year has a list in force already; without one it is provisional
     * @param stamp of the calendar that the changes were found against
     */
    record Preview(
            CalendarProposal proposal,
            List<CalendarDiff.DayChange> changes,
            boolean published,
            String sha256,
            String stamp) {}

    /**
     * A file to be imported.
     *
     * @param source the notice it follows
     */
    public record Upload(byte[] content, String fileName, String source) {}

    private final CalendarList.Repository lists;
    private final Calendars calendars;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    /** Nothing is changed; errors in the file are findings. */
    @Transactional(readOnly = true)
    public Preview preview(byte[] content) {
        int thisYear = LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE).getYear();
        CalendarProposal proposal = CalendarProposal.of(CalendarFile.read(content), thisYear);
        Map<Integer, Map<LocalDate, Holidays.Listed>> inForce = inForce();
        boolean published = inForce.containsKey(proposal.year());
        List<CalendarDiff.DayChange> changes = List.of();
        if (!proposal.days().isEmpty()) {
            Map<Integer, Map<LocalDate, Holidays.Listed>> proposed = new HashMap<>(inForce);
            proposed.put(proposal.year(), proposal.days());
            changes = CalendarDiff.of(proposal.year(), Holidays.of(inForce), Holidays.of(proposed));
        }
        return new Preview(proposal, changes, published, DigestUtils.sha256Hex(content), calendars.stamp());
    }

    /**
     * Makes the file the list in force of its year.
     *
     * @param previewed stamp of the preview that was looked at; null when nobody looked
     * @param acceptWarnings whether warnings were read and found right
     * @throws Refusal 400 for a file with errors, 409 for warnings not accepted, for a calendar that changed since the
     *     preview, and for the list that is in force already
     */
    @Transactional
    public CalendarList apply(Upload upload, @Nullable String previewed, boolean acceptWarnings, Actor by) {
        calendars.lock();
        Preview preview = preview(upload.content());
        CalendarProposal proposal = preview.proposal();
        refuseErrors(proposal);
        if (previewed != null && !previewed.equals(preview.stamp())) {
            throw Refusal.conflict("预览之后日历又有变动，请重新预览");
        }
        if (!acceptWarnings && !proposal.findings().isEmpty()) {
            throw Refusal.conflict("请先核对以下提示，确认无误后再导入：" + told(proposal.findings()));
        }
        Optional<CalendarList> before = lists.findByCalendarYearAndInForceTrue(proposal.year());
        if (before.filter(b -> b.origin().sha256().equals(preview.sha256())).isPresent()) {
            throw Refusal.conflict("这份文件就是 " + proposal.year() + " 年现行的安排，不必再导入");
        }
        before.ifPresent(CalendarList::replace);
        var origin = new CalendarList.Origin(upload.source(), upload.fileName(), preview.sha256());
        CalendarList list = lists.save(new CalendarList(
                proposal.year(),
                proposal.days(),
                origin,
                by.id(),
                clock.instant(),
                before.map(CalendarList::id).orElse(null)));
        audit.record(by, "calendar-imported", preview.sha256());
        calendars.changed();
        events.publishEvent(changed(list.year(), preview.published(), preview.changes(), "导入"));
        return list;
    }

    /**
     * Takes an import back: the version before comes into force again, or the year is provisional again.
     *
     * @throws Refusal 404 for no such import, 409 for one that is not in force or was shipped with the program
     */
    @Transactional
    public CalendarList undo(long id, Actor by) {
        calendars.lock();
        CalendarList list = lists.findById(id).orElseThrow(() -> Refusal.notFound("没有这次导入"));
        if (!list.isInForce()) {
            throw Refusal.conflict("这次导入已经不是现行的安排，只能撤销最近的一次");
        } else if (list.isShipped()) {
            throw Refusal.conflict("系统自带的安排不能撤销，可以导入新的文件代替它");
        }
        Map<Integer, Map<LocalDate, Holidays.Listed>> inForce = inForce();
        Holidays before = Holidays.of(inForce);
        list.undo(by.id(), clock.instant());
        inForce.remove(list.year());
        if (list.replacedId() != null) {
            CalendarList restored = lists.findById(list.replacedId()).orElseThrow();
            restored.restore();
            inForce.put(restored.year(), restored.days());
        }
        audit.record(by, "calendar-undone", list.origin().sha256());
        calendars.changed();
        events.publishEvent(changed(
                list.year(),
                list.replacedId() != null,
                CalendarDiff.of(list.year(), before, Holidays.of(inForce)),
                "撤销导入"));
        return list;
    }

    /** All versions, newest year and version first. */
    @Transactional(readOnly = true)
    public List<CalendarList> all() {
        return lists.findAllByOrderByCalendarYearDescIdDesc();
    }

    /** What is in force of a year, with its days. */
    @Transactional(readOnly = true)
    public Optional<CalendarList> listInForce(int year) {
        Optional<CalendarList> list = lists.findByCalendarYearAndInForceTrue(year);
        list.ifPresent(CalendarList::days);
        return list;
    }

    private Map<Integer, Map<LocalDate, Holidays.Listed>> inForce() {
        return lists.findByInForceTrue().stream().collect(Collectors.toMap(CalendarList::year, CalendarList::days));
    }

    /** The whole year when it begins or ceases to be provisional, else from the first to the last day that differs. */
    private static CalendarChanged changed(
            int year, boolean staysPublished, List<CalendarDiff.DayChange> changes, String what) {
        LocalDate from = LocalDate.of(year, Month.JANUARY, 1);
        LocalDate to = LocalDate.of(year, Month.DECEMBER, 31);
        if (!changes.isEmpty()) {
            LocalDate first = changes.get(0).date();
            from = staysPublished || first.isBefore(from) ? first : from;
            to = staysPublished ? changes.get(changes.size() - 1).date() : to;
        }
        return new CalendarChanged(from, to, null, what + " " + year + " 年放假安排");
    }

    private static void refuseErrors(CalendarProposal proposal) {
        if (proposal.isAcceptable()) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        proposal.findings().stream()
                .filter(Finding::isError)
                .limit(FINDINGS_TOLD)
                .forEach(f -> fields.merge(
                        f.line() == null ? "file" : "file:" + f.line(), f.toString(), (a, b) -> a + "；" + b));
        throw Refusal.fields(fields);
    }

    private static String told(List<Finding> findings) {
        return findings.stream().limit(FINDINGS_TOLD).map(Finding::toString).collect(Collectors.joining("；"));
    }
}
