package org.ganxian.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.tables.CityRules;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.engine.tables.TableEditions.Edition;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 规则: which tables there are, what is in force, what was, and files of them out and in. */
@DeskPage
@RequestMapping("/desk/rules")
@RequiredArgsConstructor
class RulesPage {

    private static final int MOST_BYTES = 1_000_000;

    private final RulesAdministrators administrators;
    private final RuleTables tables;
    private final RuleDrafts drafts;
    private final TableEditions editions;
    private final Audit audit;

    /** @param draft zh-CN, what is being changed; empty for nothing */
    record Line(
            String decision,
            String name,
            String meaning,
            RuleTables.Told now,
            String draft,
            boolean offered,
            boolean held) {}

    @GetMapping
    String list(Model model) {
        administrators.require();
        List<Line> lines = tables.all().stream().map(this::line).toList();
        model.addAttribute("lines", lines);
        return "desk/rules";
    }

    private Line line(CityRules rules) {
        return new Line(
                rules.decision(),
                tables.sheet(rules).name(),
                rules.meaning(),
                tables.history(rules).get(0),
                drafts.find(rules).map(RulesPage::said).orElse(""),
                tables.offer(rules).isPresent(),
                !tables.held(rules).isEmpty());
    }

    static String said(RuleDraft draft) {
        return switch (draft.state()) {
            case OPEN -> "有草稿，%s 于 %s 改".formatted(draft.changedBy(), PeopleTime.of(draft.changedAt()));
            case SCHEDULED -> "定于 %s 0:00 生效".formatted(draft.effectiveOn());
            case REFUSED -> "定时的改动没有生效：" + draft.refusal();
        };
    }

    @GetMapping("/{decision}")
    String table(@PathVariable String decision, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        Sheet sheet = tables.sheet(rules);
        tell(model, rules, sheet);
        model.addAttribute("history", tables.history(rules));
        model.addAttribute("draft", drafts.find(rules).map(RulesPage::said).orElse(""));
        model.addAttribute("offer", tables.offer(rules).orElse(null));
        model.addAttribute("held", tables.heldInWords(rules));
        model.addAttribute("atStake", drafts.atStake(rules).orElse(null));
        return "desk/rule-table";
    }

    static void tell(Model model, CityRules rules, Sheet sheet) {
        model.addAttribute("decision", rules.decision());
        model.addAttribute("meaning", rules.meaning());
        model.addAttribute("name", sheet.name());
        model.addAttribute("lines", new Words(rules).lines(sheet));
    }

    @GetMapping("/{decision}/editions/{number}")
    String edition(@PathVariable String decision, @PathVariable int number, Model model) {
        administrators.require();
        CityRules rules = tables.get(decision);
        Sheet then = tables.sheet(rules, tables.edition(rules, number));
        tell(model, rules, then);
        model.addAttribute("number", number);
        model.addAttribute("difference", Difference.of(tables.sheet(rules), then, new Words(rules)));
        model.addAttribute("atStake", drafts.atStake(rules).orElse(null));
        model.addAttribute("current", tables.inForce(rules).number() == number);
        return "desk/rule-edition";
    }

    @GetMapping("/{decision}/editions/{number}/dmn")
    ResponseEntity<byte[]> download(@PathVariable String decision, @PathVariable int number) {
        administrators.require();
        CityRules rules = tables.get(decision);
        Edition edition = tables.edition(rules, number);
        return file("%s-%d.dmn".formatted(decision, number), editions.content(edition));
    }

    static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }

    /** An earlier edition becomes the draft: it is looked at like any other change before it is in force again. */
    @PostMapping("/{decision}/editions/{number}/return")
    String back(
            @PathVariable String decision, @PathVariable int number, @RequestParam(defaultValue = "") String replaces) {
        Actor by = administrators.require();
        CityRules rules = tables.get(decision);
        drafts.put(rules, tables.broughtBack(rules, tables.edition(rules, number)), replaces, by);
        return "redirect:/desk/rules/" + decision + "/draft/preview";
    }

    @PostMapping("/{decision}/upload")
    String upload(
            @PathVariable String decision,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String replaces)
            throws IOException {
        Actor by = administrators.require();
        CityRules rules = tables.get(decision);
        if (file.isEmpty()) {
            throw Refusal.invalid("请先选择文件");
        } else if (file.getSize() > MOST_BYTES) {
            throw Refusal.tooLarge("文件过大，规则表文件不超过 1 MB");
        }
        byte[] content = file.getBytes();
        Findings findings = tables.findings(rules, Sheet.read(decision, content));
        if (!findings.mistakes().isEmpty()) {
            throw Refusal.invalid("文件有误，没有收下：" + String.join("；", findings.mistakes()));
        }
        drafts.put(rules, content, replaces, by);
        audit.record(by, "rules-uploaded", decision);
        return "redirect:/desk/rules/" + decision + "/draft/preview";
    }

    @PostMapping("/{decision}/offer")
    String decide(
            @PathVariable String decision,
            @RequestParam String hash,
            @RequestParam(defaultValue = "false") boolean take,
            @RequestParam(defaultValue = "") String replaces) {
        Actor by = administrators.require();
        drafts.decide(tables.get(decision), hash, take, replaces, by);
        return "redirect:/desk/rules/" + decision + (take ? "/draft/preview" : "");
    }

    /** Rows of the release's that hold for want of the city's own come into the draft. */
    @PostMapping("/{decision}/held")
    String takeIn(@PathVariable String decision) {
        Actor by = administrators.require();
        drafts.takeIn(tables.get(decision), by);
        return "redirect:/desk/rules/" + decision + "/draft/preview";
    }
}
