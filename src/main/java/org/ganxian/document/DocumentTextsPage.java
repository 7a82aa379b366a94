package org.ganxian.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.ganxian.platform.web.Downloads;
import org.ganxian.platform.web.TypedDay;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 文书正文: which texts there are, one with its versions, a text tried as a PDF and kept from a day on. */
@DeskPage
@RequestMapping("/desk/document-texts")
@RequiredArgsConstructor
class DocumentTextsPage {

    private static final String ONE = "/{wording}/{variant}";

    /** A text in the list: the version in force, and what comes after it. */
    record Row(
            DocumentTexts.Key key,
            DocumentText now,
            @Nullable DocumentText coming,
            String by) {}

    /** A version of a text. */
    record Version(DocumentText text, String state, String by, String at) {}

    private final DocumentTexts texts;
    private final DocumentAdministrators administrators;
    private final DocumentRenderer renderer;
    private final CurrentActor actors;

    @GetMapping
    String list(Model model) {
        administrators.require();
        Map<DocumentTexts.Key, List<DocumentText>> all = texts.all();
        model.addAttribute(
                "rows",
                DocumentTexts.Key.all().stream()
                        .map(key -> row(key, all.getOrDefault(key, List.of())))
                        .toList());
        return "desk/document-texts";
    }

    private Row row(DocumentTexts.Key key, List<DocumentText> versions) {
        DocumentText now = inForce(versions);
        DocumentText newest = versions.get(0);
        return new Row(key, now, newest == now ? null : newest, by(now));
    }

    private DocumentText inForce(List<DocumentText> versions) {
        LocalDate today = texts.today();
        return versions.stream()
                .filter(version -> version.hasBegunOn(today))
                .findFirst()
                .orElseThrow();
    }

    private String by(DocumentText text) {
        String who = text.editedBy();
        return who == null ? "随系统" : actors.ofId(who).title();
    }

    @GetMapping(ONE)
    ModelAndView edit(@PathVariable String wording, @PathVariable String variant) {
        administrators.require();
        DocumentTexts.Key key = key(wording, variant);
        List<DocumentText> versions = texts.versions(key);
        DocumentText newest = versions.get(0);
        return page(key, versions, newest.words(), texts.today().toString(), newest.version(), Map.of(), HttpStatus.OK);
    }

    @PostMapping(ONE)
    ModelAndView save(
            @PathVariable String wording,
            @PathVariable String variant,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "0") int seen) {
        Actor who = administrators.require();
        DocumentTexts.Key key = key(wording, variant);
        try {
            texts.add(key, text, TypedDay.of(from, "from"), seen, who);
        } catch (Refusal refusal) {
            return again(key, text, from, seen, refusal);
        }
        return new ModelAndView("redirect:/desk/document-texts/" + wording + "/" + variant + "?saved");
    }

    /** A PDF of the text as it was typed, on invented facts; nothing is kept. */
    @PostMapping(ONE + "/preview")
    Object preview(
            @PathVariable String wording,
            @PathVariable String variant,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "0") int seen) {
        administrators.require();
        DocumentTexts.Key key = key(wording, variant);
        try {
            String words = texts.checked(key, text);
            DocumentFacts facts = Samples.of(key.wording(), key.variant(), texts.today());
            Instant noon = facts.receivedAt();
            byte[] pdf = renderer.render(key.wording().kind(), Samples.SERIAL, facts, noon, words);
            return Downloads.inline("样张-" + key.wording().title() + ".pdf", "application/pdf", pdf);
        } catch (Refusal refusal) {
            return again(key, text, from, seen, refusal);
        }
    }

    /** What was typed is not lost, whatever is wrong with it. */
    private ModelAndView again(DocumentTexts.Key key, String text, String from, int seen, Refusal refusal) {
        Map<String, String> wrong =
                refusal.fields().isEmpty() ? Map.of("text", refusal.getMessage()) : refusal.fields();
        return page(key, texts.versions(key), text, from, seen, wrong, refusal.status());
    }

    @PostMapping(ONE + "/restore")
    String restore(
            @PathVariable String wording,
            @PathVariable String variant,
            @RequestParam int version,
            @RequestParam(defaultValue = "0") int seen) {
        texts.restore(key(wording, variant), version, seen, administrators.require());
        return "redirect:/desk/document-texts/" + wording + "/" + variant + "?saved";
    }

    /** What a release would write is taken, or left. */
    @PostMapping(ONE + "/offer")
    String decide(
            @PathVariable String wording,
            @PathVariable String variant,
            @RequestParam String hash,
            @RequestParam(defaultValue = "false") boolean take,
            @RequestParam(defaultValue = "0") int seen) {
        texts.decide(key(wording, variant), hash, take, seen, administrators.require());
        return "redirect:/desk/document-texts/" + wording + "/" + variant + (take ? "?saved" : "");
    }

    private static DocumentTexts.Key key(String wording, String variant) {
        Wording known = Arrays.stream(Wording.values())
                .filter(w -> w.name().equals(wording))
                .findFirst()
                .orElseThrow(DocumentTextsPage::unknown);
        return new DocumentTexts.Key(
                known,
                Arrays.stream(Variant.values())
                        .filter(v -> v.name().equals(variant))
                        .findFirst()
                        .orElseThrow(DocumentTextsPage::unknown));
    }

    private static Refusal unknown() {
        return Refusal.notFound("没有这份文书，请从文书正文的列表中打开");
    }

    private ModelAndView page(
            DocumentTexts.Key key,
            List<DocumentText> versions,
            String text,
            String from,
            int seen,
            Map<String, String> wrong,
            HttpStatus status) {
        DocumentText now = inForce(versions);
        return new ModelAndView("desk/document-text", status)
                .addObject("key", key)
                .addObject("text", text)
                .addObject("from", from)
                .addObject("seen", seen)
                .addObject("today", texts.today())
                .addObject("wrong", wrong)
                .addObject("offer", texts.offer(key).orElse(null))
                .addObject(
                        "placeholders",
                        key.wording().allowed().stream().sorted().toList())
                .addObject(
                        "versions",
                        versions.stream()
                                .map(v -> new Version(v, state(v, now), by(v), PeopleTime.of(v.editedAt())))
                                .toList());
    }

    private String state(DocumentText version, DocumentText now) {
        if (version.version() == now.version()) {
            return "现行";
        }
        return version.version() < now.version() ? "以前的" : "将生效";
    }
}
