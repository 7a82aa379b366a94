package org.ganxian.exchange.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.Typeface;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StatementRun;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What both sides had on a day. Numbers and states alone: no word of a case. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Statements {

    /** Lines on a paper, what differs first; a file of all is what the database is for. */
    private static final int MOST_ON_PAPER = 2_000;

    private static final int BATCH = 1_000;
    private static final int MONTHS = 6;
    private static final String PRINTED = "exchange-statement-shown";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(PeopleTime.ZONE);

    /**
     * One case of both sides.
     *
     * @param number ours; null for one that is not here
     * @param ours where it stands here, zh-CN; null for one that is not here
     * @param sent highest number of our messages
     * @param theirs their word for where it stands there; null where they named none
     * @param received highest number of ours that they have
     * @param difference zh-CN; null where both agree
     */
    public record Line(
            String sourceNo,
            @Nullable String number,
            @Nullable String ours,
            int sent,
            @Nullable String theirs,
            int received,
            @Nullable String difference) {}

    /** @param no for example {@code DZ-12345-20261130} */
    public record Made(
            long id,
            String no,
            Instant at,
            boolean theirs,
            int oursCount,
            int theirsCount,
            int differences,
            int resent) {}

    /** @param name of the file */
    public record Paper(String name, byte[] content) {}

    /** @param month for example 2026-11 */
    public record Month(String month, ExchangeOrder.Counts counts) {}

    private final StatementRun.Repository runs;
    private final ExchangeOrder.Repository orders;
    private final Partners partners;
    private final JdbcTemplate jdbc;
    private final ITemplateEngine templates;
    private final Typeface typeface;
    private final PdfWriter pdf;
    private final Desk desk;

    /** Who looks, and when. */
    @org.springframework.stereotype.Component
    @RequiredArgsConstructor
    static class Desk {
        final CurrentActor actors;
        final Audit audit;
        final Clock clock;
    }

    /** Keeps what was compared. */
    public void keep(StatementRun run, List<Line> lines) {
        StatementRun kept = runs.saveAndFlush(run);
        jdbc.batchUpdate(
                "insert into exchange_statement_line (statement_id, source_no, number, ours, sent, theirs, received, difference)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                lines,
                BATCH,
                (row, line) -> {
                    row.setLong(1, kept.id());
                    row.setString(2, line.sourceNo());
                    row.setString(3, line.number());
                    row.setString(4, line.ours());
                    row.setInt(5, line.sent());
                    row.setString(6, line.theirs());
                    row.setInt(7, line.received());
                    row.setString(8, line.difference());
                });
    }

    /** The lines of old ones go; that both sides were compared, and with what outcome, stays. */
    public void forgetBefore(Instant time) {
        jdbc.update(
                "delete from exchange_statement_line where statement_id in"
                        + " (select id from exchange_statement where made_at < ?)",
                LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<Made> of(String partner, Pageable page) {
        return runs.findByPartnerOrderByIdDesc(partner, page).map(Statements::made);
    }

    private static Made made(StatementRun run) {
        return new Made(
                run.id(),
                "DZ-%s-%s".formatted(run.partner(), DAY.format(run.madeAt())),
                run.madeAt(),
                run.theirs(),
                run.oursCount(),
                run.theirsCount(),
                run.differences(),
                run.resent());
    }

    /**
     * As a paper for both sides. Each is on record.
     *
     * @throws Refusal 404 for one that there is not
     */
    public Paper paper(String code, long id) {
        Partner partner = partners.get(code);
        Made made = runs.findById(id)
                .filter(run -> run.partner().equals(code))
                .map(Statements::made)
                .orElseThrow(() -> Refusal.notFound("没有这份对账单"));
        List<Line> lines = jdbc.query(
                "select * from exchange_statement_line where statement_id = ?"
                        + " order by case when difference is null then 1 else 0 end, source_no limit " + MOST_ON_PAPER,
                Statements::line,
                id);
        Long all = jdbc.queryForObject(
                "select count(*) from exchange_statement_line where statement_id = ?", Long.class, id);
        String title = "与%s的对账单".formatted(partner.name());
        Context page = new Context(Locale.SIMPLIFIED_CHINESE);
        page.setVariable("title", printable(title));
        page.setVariable("made", made);
        page.setVariable("at", PeopleTime.of(made.at()));
        page.setVariable("partner", printable(partner.name()));
        page.setVariable("lines", lines.stream().map(this::printable).toList());
        page.setVariable("left", Math.max(0, (all == null ? 0 : all) - lines.size()));
        desk.audit.record(desk.actors.get(), PRINTED, made.no());
        byte[] content = pdf.write(templates.process("documents/statement", page), title, "干线", made.at());
        return new Paper(made.no() + ".pdf", content);
    }

    private static Line line(ResultSet row, int i) throws SQLException {
        return new Line(
                row.getString("source_no"),
                row.getString("number"),
                row.getString("ours"),
                row.getInt("sent"),
                row.getString("theirs"),
                row.getInt("received"),
                row.getString("difference"));
    }

    private Line printable(Line line) {
        return new Line(
                printable(line.sourceNo()),
                line.number(),
                line.ours(),
                line.sent(),
                line.theirs() == null ? null : printable(line.theirs()),
                line.received(),
                line.difference());
    }

    private String printable(String text) {
        return typeface.printable(text, new TreeSet<>());
    }

    /** What came and went in each of the last months, this one first. */
    @Transactional(readOnly = true)
    public List<Month> months(String partner) {
        YearMonth now = YearMonth.from(desk.clock.instant().atZone(PeopleTime.ZONE));
        List<Month> all = new ArrayList<>();
        for (int back = 0; back < MONTHS; back++) {
            YearMonth month = now.minusMonths(back);
            all.add(new Month(month.toString(), orders.counts(partner, begins(month), begins(month.plusMonths(1)))));
        }
        return all;
    }

    private static Instant begins(YearMonth month) {
        return month.atDay(1).atStartOfDay(PeopleTime.ZONE).toInstant();
    }
}
