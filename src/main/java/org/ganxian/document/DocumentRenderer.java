package org.ganxian.document;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Fills the template of a kind and sets it. The same kind, number, facts and time give the same bytes. */
@Component
@RequiredArgsConstructor
@Slf4j
class DocumentRenderer {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy年M月d日").withZone(PeopleTime.ZONE);

    private final ITemplateEngine templates;
    private final Typeface typeface;
    private final PdfWriter pdf;

    byte[] render(DocumentKind kind, String serial, DocumentFacts facts, Instant issuedAt) {
        Set<Integer> missing = new TreeSet<>();
        Context page = new Context(Locale.SIMPLIFIED_CHINESE);
        String title = kind.title(facts);
        String office = typeface.printable(facts.office(), missing);
        page.setVariable("title", title);
        page.setVariable("serial", typeface.printable(serial, missing));
        page.setVariable("number", typeface.printable(facts.number(), missing));
        page.setVariable("applicant", typeface.printable(facts.applicant(), missing));
        page.setVariable("item", typeface.printable(facts.item(), missing));
        page.setVariable("itemCode", typeface.printable(facts.itemCode(), missing));
        page.setVariable("legalBasis", typeface.printable(facts.legalBasis(), missing));
        page.setVariable("office", office);
        page.setVariable("receivedOn", DAY.format(facts.receivedAt()));
        page.setVariable("deadline", facts.deadline() == null ? null : DAY.format(facts.deadline()));
        page.setVariable("granted", facts.granted());
        page.setVariable("permit", facts.permit());
        page.setVariable("provisional", facts.provisional());
        page.setVariable("reasons", paragraphs(facts.reason(), missing));
        page.setVariable("remedies", paragraphs(facts.remedy(), missing));
        page.setVariable(
                "materials",
                facts.materials().stream()
                        .map(m -> typeface.printable(m, missing))
                        .toList());
        page.setVariable("notes", paragraphs(facts.note(), missing));
        page.setVariable("delivery", typeface.printable(facts.delivery(), missing));
        page.setVariable("issuedOn", DAY.format(issuedAt));
        page.setVariable("code", facts.trackingUrl() == null ? null : QrCode.of(facts.trackingUrl()));
        page.setVariable("missing", names(missing));
        if (!missing.isEmpty()) {
            log.warn("{} {} has {} characters that the font lacks", title, serial, missing.size());
        }
        return pdf.write(templates.process(kind.template(), page), title, office, issuedAt);
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
