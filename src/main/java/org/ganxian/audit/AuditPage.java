package org.ganxian.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** 审计: who did what, the log of logins, and both as a file. */
@DeskPage
@RequestMapping("/desk/audit")
@RequiredArgsConstructor
class AuditPage {

    private static final String VIEW = "desk/audit";
    private static final String EXPORTED = "audit-exported";
    private static final int PAGE_SIZE = 50;
    private static final int SUBJECT = 120;

    /** A unit to choose. */
    record Choice(String code, String name) {}

    private final Auditors auditors;
    private final AuditLog log;
    private final AuditWords words;
    private final AuditFile file;
    private final Units units;
    private final Audit audit;
    private final CurrentActor currentActor;

    @GetMapping
    ModelAndView list(@RequestParam Map<String, String> asked, Model model) {
        Unit scope = auditors.require();
        model.addAttribute("asked", asked);
        model.addAttribute("logins", "logins".equals(asked.get("tab")));
        model.addAttribute("wrong", Map.of());
        model.addAttribute("actions", words.actions("logins".equals(asked.get("tab"))));
        model.addAttribute("units", choices(scope));
        try {
            show(AuditFilter.of(asked), scope, asked.get("before"), model);
            return new ModelAndView(VIEW, model.asMap());
        } catch (Refusal refusal) {
            if (refusal.fields().isEmpty()) {
                throw refusal;
            }
            model.addAttribute("wrong", refusal.fields());
            model.addAttribute("lines", List.of());
            return new ModelAndView(VIEW, model.asMap(), refusal.status());
        }
    }

    private void show(AuditFilter filter, Unit scope, @Nullable String before, Model model) {
        List<AuditLine> found = log.find(filter, scope, before, PAGE_SIZE + 1);
        List<AuditLine> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        model.addAttribute("lines", words.of(shown));
        model.addAttribute("newest", before == null);
        model.addAttribute("query", query(filter, null));
        if (found.size() > PAGE_SIZE) {
            model.addAttribute("older", query(filter, shown.get(PAGE_SIZE - 1).place()));
        }
    }

    private static String query(AuditFilter filter, @Nullable String before) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        filter.asked().forEach((name, value) -> query.queryParam(name, "{" + name + "}"));
        if (before != null) {
            query.queryParam("before", before);
        }
        return query.encode().buildAndExpand(filter.asked()).toUriString();
    }

    private List<Choice> choices(Unit scope) {
        return units.all().stream()
                .filter(unit -> unit.kind() != Unit.Kind.CITY && units.isWithin(unit.code(), scope.code()))
                .map(unit -> new Choice(unit.code(), units.path(unit.code())))
                .toList();
    }

    @GetMapping("/export")
    void export(@RequestParam Map<String, String> asked, HttpServletResponse response) throws IOException {
        Unit scope = auditors.require();
        AuditFilter filter = AuditFilter.of(asked);
        if (log.hasMoreThan(AuditFile.ROWS, filter, scope)) {
            throw Refusal.tooLarge("超过 " + AuditFile.ROWS + " 条，请缩小日期或其他条件后再导出");
        }
        audit.record(currentActor.get(), EXPORTED, Texts.shorten(filter.summary(), SUBJECT));
        file.write(filter, scope, response);
    }
}
