package org.ganxian.mobile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Attachments;
import org.ganxian.demand.Demand;
import org.ganxian.engine.EngineFailures;
import org.ganxian.platform.Codes;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 上门登记: the pages of {@code /m} for clerks on a visit. They need the network, but no script. */
@Controller
@RequiredArgsConstructor
class VisitPages {

    private static final List<String> FIELDS =
            List.of("description", "category", "place", "address", "contactName", "contactPhone");

    private final Visits visits;
    private final Attachments attachments;
    private final CurrentActor currentActor;

    @GetMapping("/m/register")
    String form(Model model) {
        visits.require();
        model.addAttribute("key", UUID.randomUUID().toString());
        model.addAttribute("typed", Map.of());
        return shown(model);
    }

    private String shown(Model model) {
        addPerson(model);
        model.addAttribute("categories", visits.choices("categoriesOrUnsorted"));
        model.addAttribute("places", visits.choices("places"));
        return "mobile/register";
    }

    private void addPerson(Model model) {
        model.addAttribute("person", currentActor.username().orElseThrow());
        model.addAttribute("who", currentActor.get().title());
    }

    @PostMapping("/m/register")
    ModelAndView register(@RequestParam Map<String, String> all) {
        visits.require();
        Map<String, String> typed = FIELDS.stream()
                .collect(Collectors.toMap(
                        field -> field, field -> all.getOrDefault(field, "").strip()));
        String key = all.getOrDefault("key", "");
        try {
            return new ModelAndView("redirect:/m/own/"
                    + visits.register(key.length() > 64 ? "" : key, typed).number());
        } catch (RuntimeException e) {
            Refusal refusal = EngineFailures.refusalBehind(e).orElseThrow(() -> e);
            Model model = new ExtendedModelMap();
            model.addAttribute("key", UUID.randomUUID().toString());
            model.addAttribute("typed", typed);
            model.addAttribute("message", refusal.getMessage());
            return new ModelAndView(shown(model), model.asMap(), refusal.status());
        }
    }

    /** By its number, as it is written on a receipt. */
    @GetMapping("/m/own")
    String find(@RequestParam(defaultValue = "") String number) {
        visits.require();
        return "redirect:/m/own/" + visits.own(Codes.number(number)).number();
    }

    @GetMapping("/m/own/{number}")
    String own(@PathVariable String number, Model model) {
        visits.require();
        Demand demand = visits.own(number);
        addPerson(model);
        model.addAttribute("demand", demand);
        model.addAttribute("photos", attachments.of(demand).size());
        model.addAttribute("mostPhotos", Attachments.MAX_PER_DEMAND);
        return "mobile/own";
    }

    @PostMapping("/m/own/{number}/attachments")
    String photo(@PathVariable String number, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        visits.require();
        if (file == null || file.isEmpty()) {
            throw Refusal.field("file", "请先选择照片");
        }
        visits.addPhoto(number, Optional.ofNullable(file.getOriginalFilename()), file.getBytes());
        return "redirect:/m/own/{number}";
    }
}
