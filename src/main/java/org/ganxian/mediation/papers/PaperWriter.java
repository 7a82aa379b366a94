package org.ganxian.mediation.papers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.document.pdf.PdfWriter;
import org.ganxian.document.pdf.Typeface;
import org.ganxian.mediation.papers.Sheet.Part;
import org.ganxian.mediation.papers.Sheet.Shape;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Sets papers as PDF/A. The same papers give the same bytes. */
@Component
@RequiredArgsConstructor
class PaperWriter {

    private static final String TEMPLATE = "documents/mediation";

    private final ITemplateEngine templates;
    private final Typeface typeface;
    private final PdfWriter pdf;

    /**
     * @param name zh-CN, in the index: title and what it is about
     * @param day zh-CN, of the issue
     */
    record Issued(Sheet sheet, String name, String serial, String day) {}

    /**
     * What stands before and behind the papers of a dossier, zh-CN.
     *
     * @param no number of the agreement, or of the dispute where there is none
     * @param filedBy empty while it is not filed
     * @param filedOn empty while it is not filed
     * @param missing what it lacks
     */
    record Cover(
            String no,
            String type,
            String office,
            String mediators,
            String year,
            String filedBy,
            String filedOn,
            List<String> missing) {}

    /** As the template has it: parts of a shape that follow each other are one group. */
    private record Group(Shape shape, List<Part> parts) {}

    private record Page(
            String title, String name, String serial, String office, List<Group> groups, boolean sealed, String day) {}

    byte[] paper(Issued paper, Instant at) {
        return write(List.of(paper), null, paper.sheet().title(), paper.sheet().office(), at);
    }

    byte[] dossier(Cover cover, List<Issued> papers, Instant at) {
        return write(papers, cover, "人民调解卷宗", cover.office(), at);
    }

    private byte[] write(List<Issued> papers, @Nullable Cover cover, String title, String office, Instant at) {
        Set<Integer> lacking = new TreeSet<>();
        Context page = new Context(Locale.SIMPLIFIED_CHINESE);
        page.setVariable("title", title);
        page.setVariable("cover", cover == null ? null : printable(cover, lacking));
        page.setVariable(
                "papers", papers.stream().map(paper -> page(paper, lacking)).toList());
        page.setVariable(
                "lacking",
                lacking.isEmpty()
                        ? null
                        : lacking.stream().map(c -> String.format("U+%04X", c)).collect(Collectors.joining("、")));
        return pdf.write(templates.process(TEMPLATE, page), title, printable(office, lacking), at);
    }

    private String printable(String text, Set<Integer> lacking) {
        return typeface.printable(text, lacking);
    }

    private Cover printable(Cover cover, Set<Integer> lacking) {
        return new Cover(
                printable(cover.no(), lacking),
                printable(cover.type(), lacking),
                printable(cover.office(), lacking),
                printable(cover.mediators(), lacking),
                cover.year(),
                printable(cover.filedBy(), lacking),
                cover.filedOn(),
                cover.missing());
    }

    private Page page(Issued paper, Set<Integer> lacking) {
        List<Group> groups = new ArrayList<>();
        for (Part part : paper.sheet().parts()) {
            Part shown = new Part(part.shape(), printable(part.label(), lacking), printable(part.text(), lacking));
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && last.shape() == part.shape()) {
                last.parts().add(shown);
            } else {
                groups.add(new Group(part.shape(), new ArrayList<>(List.of(shown))));
            }
        }
        Sheet sheet = paper.sheet();
        return new Page(
                printable(sheet.title(), lacking),
                paper.name(),
                printable(paper.serial(), lacking),
                printable(sheet.office(), lacking),
                groups,
                sheet.sealed(),
                paper.day());
    }
}
