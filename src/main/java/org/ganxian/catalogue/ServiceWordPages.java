package org.ganxian.catalogue;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.ganxian.platform.web.DeskPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 办事用词: what residents call a thing, beside the shipped list. */
@DeskPage
@RequestMapping("/desk/services/words")
@RequiredArgsConstructor
class ServiceWordPages {

    private static final int MOST = 300;
    private static final int SHORTEST = 2;
    private static final int WORD = 20;
    private static final int MEANS = 40;

    record Line(Long id, String word, String means, String added) {}

    private final ServiceWord.Repository words;
    private final ServiceItems items;
    private final ServiceCatalogue catalogue;
    private final ServiceAdministrators administrators;
    private final CurrentActor actors;
    private final Audit audit;
    private final Clock clock;

    @GetMapping
    ModelAndView list() {
        administrators.require();
        return page("", "", Map.of(), new ExtendedModelMap());
    }

    private ModelAndView page(String word, String means, Map<String, String> wrong, Model model) {
        List<Line> lines = words.findAllByOrderByIdDesc().stream()
                .map(one -> new Line(
                        one.id(),
                        one.word(),
                        one.means(),
                        actors.ofId(one.addedBy()).title() + "，" + PeopleTime.of(one.addedAt())))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("word", word);
        model.addAttribute("means", means);
        model.addAttribute("wrong", wrong);
        return new ModelAndView("desk/service-words", model.asMap());
    }

    @PostMapping
    ModelAndView add(@RequestParam(defaultValue = "") String word, @RequestParam(defaultValue = "") String means) {
        Actor by = administrators.require();
        String said = word.strip();
        String meant = means.strip();
        Map<String, String> wrong = wrong(said, meant);
        if (wrong.isEmpty()) {
            try {
                words.saveAndFlush(new ServiceWord(said, meant, by, clock.instant()));
                audit.record(by, "service-word-added", said);
                return new ModelAndView("redirect:/desk/services/words?done");
            } catch (DataIntegrityViolationException twin) {
                wrong = Map.of("word", "这个词已经有了");
            }
        }
        ModelAndView again = page(said, meant, wrong, new ExtendedModelMap());
        again.setStatus(HttpStatus.BAD_REQUEST);
        return again;
    }

    private Map<String, String> wrong(String word, String means) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!fits(word, WORD)) {
            wrong.put("word", "请填写群众的说法，%d 到 %d 个字".formatted(SHORTEST, WORD));
        } else if (words.findAllByOrderByIdDesc().size() >= MOST) {
            wrong.put("word", "最多 " + MOST + " 个词，请先删除不用的");
        }
        if (!fits(means, MEANS)) {
            wrong.put("means", "请填写事项名称或者指南里的词，%d 到 %d 个字".formatted(SHORTEST, MEANS));
        } else if (items.available(catalogue.today()).stream()
                .noneMatch(item -> item.name().contains(means)
                        || item.guide() != null && item.guide().contains(means))) {
            wrong.put("means", "没有哪个现行事项的名称或者指南里有“" + means + "”，群众还是找不到");
        }
        return wrong;
    }

    private static boolean fits(String text, int most) {
        return Texts.length(text) >= SHORTEST && Texts.length(text) <= most && Texts.isReadable(text);
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable Long id) {
        Actor by = administrators.require();
        ServiceWord word = words.findById(id).orElseThrow(() -> Refusal.notFound("这个词已经删除，请刷新后查看"));
        words.delete(word);
        audit.record(by, "service-word-removed", word.word());
        return "redirect:/desk/services/words?done";
    }
}
