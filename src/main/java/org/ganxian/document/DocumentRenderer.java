package org.ganxian.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.QrCode;
import org.ganxian.document.pdf.Typeface;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Fills the template of a kind with its words and sets it. The same kind, number, facts, time and text give the same bytes. */
@Component
@RequiredArgsConstructor
@Slf4j
class DocumentRenderer {

    /** The texts that documents are made of. */
    interface Texts {

        /** The one in force on this day. */
        String of(Wording wording, Variant variant, LocalDate day);
    }

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(PeopleTime.ZONE);

    private static final String PROVISIONAL = "上述期限为暂定：该年度放假安排公布后可能顺延，届时以查询结果为准。";

    private final ITemplateEngine templates;
    private final Typeface typeface;
    private final PdfWriter pdf;
    private final Texts texts;

    byte[] render(DocumentKind kind, String serial, DocumentFacts facts, Instant issuedAt) {
        String text = texts.of(
                Wording.of(kind, facts), Variant.of(facts.permit()), LocalDate.ofInstant(issuedAt, PeopleTime.ZONE));
        return render(kind, serial, facts, issuedAt, text);
    }

    /** @param text with placeholders, to be tried or in force */
    byte[] render(DocumentKind kind, String serial, DocumentFacts facts, Instant issuedAt, String text) {
        Set<Integer> missing = new TreeSet<>();
        Context page = new Context(Locale.SIMPLIFIED_CHINESE);
        String title = kind.title(facts);
        String office = typeface.printable(facts.office(), missing);
        page.setVariable("title", title);
        page.setVariable("serial", typeface.printable(serial, missing));
        page.setVariable("number", typeface.printable(facts.number(), missing));
        page.setVariable("applicant", typeface.printable(facts.applicant(), missing));
        page.setVariable("identity", typeface.printable(facts.identity(), missing));
        page.setVariable("item", typeface.printable(facts.item(), missing));
        page.setVariable("itemCode", typeface.printable(facts.itemCode(), missing));
        page.setVariable("office", office);
        page.setVariable("contact", typeface.printable(facts.contact(), missing));
        page.setVariable("permit", facts.permit());
        page.setVariable("receipt", kind == DocumentKind.DELIVERY);
        page.setVariable("materials", printable(facts.materials(), missing));
        page.setVariable("notes", paragraphs(facts.note(), missing));
        page.setVariable("delivery", typeface.printable(facts.delivery(), missing));
        page.setVariable("issuedOn", DAY.format(issuedAt));
        page.setVariable("code", facts.trackingUrl() == null ? null : QrCode.of(facts.trackingUrl()));
        page.setVariable(
                "sheet", DocumentWords.sheet(typeface.printable(text, missing), values(facts, office, missing)));
        page.setVariable("missing", names(missing));
        if (!missing.isEmpty()) {
            log.warn("{} {} has {} characters that the font lacks", title, serial, missing.size());
        }
        return pdf.write(templates.process(kind.template(), page), title, office, issuedAt);
    }

    private Map<Placeholder, List<String>> values(DocumentFacts facts, String office, Set<Integer> missing) {
        Map<Placeholder, List<String>> values = new EnumMap<>(Placeholder.class);
        Instant deadline = facts.deadline();
        int count = facts.materials().size();
        values.put(Placeholder.ITEM, paragraphs(facts.item(), missing));
        values.put(Placeholder.NUMBER, paragraphs(facts.number(), missing));
        values.put(Placeholder.OFFICE, List.of(office));
        values.put(Placeholder.RECEIVED, List.of(DAY.format(facts.receivedAt())));
        values.put(Placeholder.BASIS, paragraphs(facts.legalBasis(), missing));
        values.put(Placeholder.DEADLINE, deadline == null ? List.of() : List.of(DAY.format(deadline)));
        values.put(Placeholder.PROVISIONAL, deadline != null && facts.provisional() ? List.of(PROVISIONAL) : List.of());
        values.put(Placeholder.COUNT, count == 0 ? List.of() : List.of(" " + count + " "));
        values.put(Placeholder.MATERIALS, printable(facts.materials(), missing));
        values.put(Placeholder.REASON, paragraphs(facts.reason(), missing));
        values.put(Placeholder.NOTE, paragraphs(facts.note(), missing));
        values.put(Placeholder.REVIEW_BODY, paragraphs(facts.reviewBody(), missing));
        values.put(
                Placeholder.DAYS, facts.workingDays() == null ? List.of() : List.of(" " + facts.workingDays() + " "));
        values.put(Placeholder.HEARING_TIME, paragraphs(facts.hearingTime(), missing));
        values.put(Placeholder.HEARING_PLACE, paragraphs(facts.hearingPlace(), missing));
        return values;
    }

    private List<String> printable(List<String> lines, Set<Integer> missing) {
        return lines.stream().map(line -> typeface.printable(line, missing)).toList();
    }

    private List<String> paragraphs(@Nullable String text, Set<Integer> missing) {
        return text == null
                ? List.of()
                : typeface.printable(text, missing)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** {@code U+2B9FF、U+1F600}; null for none. */
    private static @Nullable String names(Set<Integer> codePoints) {
        return codePoints.isEmpty()
                ? null
                : codePoints.stream().map(c -> String.format("U+%04X", c)).collect(Collectors.joining("、"));
    }
}
