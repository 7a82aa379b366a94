package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Demand;
import org.ganxian.demand.once.OncePerKey;
import org.ganxian.intake.ApplicationRequest;
import org.ganxian.intake.Challenges;
import org.ganxian.intake.FilingApplications;
import org.ganxian.intake.MaterialParts;
import org.ganxian.intake.staged.StagedFiles;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Client;
import org.ganxian.window.filed.MaterialUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 在线申请: a resident applies for a service item and sends its materials. */
@Controller
@RequestMapping("/portal/services/{code}/apply")
@RequiredArgsConstructor
class PortalApplication {

    private static final String ONCE_MORE = "请核对内容，再按一次“提交申请”。";
    private static final String CHALLENGED = "刚才从您这里提交的次数比较多，请先回答最下面的问题，再按一次“提交申请”。";
    static final String FILES_ARE_GONE = "选的文件没有留住，要重新选择。";
    private static final String TOO_LARGE =
            "文件太大或太多，没有提交。每个文件不能超过 10 MB，一次提交的文件合计不能超过 20 MB；放不下的，请压缩后上传，或者到窗口提交。请重新填写。";

    private final ApplicationPage page;
    private final FilingApplications filing;
    private final Challenges challenges;
    private final StagedFiles staged;
    private final Tickets tickets;
    private final CurrentActor currentActor;

    @GetMapping
    ModelAndView open(
            @PathVariable String code, @RequestParam(required = false) String tooLarge, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, PortalPage.KEEP_FOR_GOING_BACK);
        return page.form(code, ApplicationForm.blank(), Map.of(), tooLarge == null ? null : TOO_LARGE, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView apply(
            @PathVariable String code,
            ApplicationForm form,
            @RequestParam(required = false) @Nullable List<Long> drop,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, PortalPage.KEEP_FOR_GOING_BACK);
        List<MaterialUpload> chosen = MaterialParts.of(request);
        if (!form.hasKey()) {
            return again(code, form.anew(), chosen, request, Map.of(), ONCE_MORE, HttpStatus.BAD_REQUEST);
        }
        ApplicationRequest application = form.request(code);
        Map<String, String> tooLarge = MaterialParts.tooLarge(chosen);
        Map<String, String> wrong = new LinkedHashMap<>(filing.wrong(application));
        wrong.putAll(tooLarge);
        if (wrong.containsKey("item")) {
            throw Refusal.notFound(wrong.get("item"));
        }
        staged.drop(form.key(), drop == null ? List.of() : drop);
        if (!wrong.isEmpty()) {
            HttpStatus status = tooLarge.isEmpty() ? HttpStatus.BAD_REQUEST : HttpStatus.PAYLOAD_TOO_LARGE;
            return again(code, form, chosen, request, wrong, "", status);
        }
        Optional<Challenges.Question> challenge = challenges.dueOnPage(request);
        if (challenge.isPresent()) {
            return again(code, form, chosen, request, Map.of(), CHALLENGED, HttpStatus.TOO_MANY_REQUESTS)
                    .addObject("challenge", challenge.get());
        }
        List<MaterialUpload> files = new ArrayList<>(staged.uploads(form.key()));
        files.addAll(chosen);
        OncePerKey.Placed placed;
        try {
            // Whoever stands at this door is a resident, even if the browser is logged in to Tasklist as well.
            placed = currentActor.asSystem(() -> filing.file(application, files, form.key()));
        } catch (RuntimeException e) {
            return refused(code, form, Refusal.behind(e).orElseThrow(() -> e), chosen, request);
        }
        Demand demand = placed.demand();
        tickets.give(request, response, demand.number(), demand.queryCode());
        return new ModelAndView(
                "redirect:" + PortalOrder.path(demand.number()) + "/receipt" + (placed.replayed() ? "?again" : ""));
    }

    private ModelAndView refused(
            String code,
            ApplicationForm form,
            Refusal refusal,
            List<MaterialUpload> chosen,
            HttpServletRequest request) {
        if (refusal.status() == HttpStatus.UNPROCESSABLE_ENTITY) {
            String notice = "这张表刚才已经提交过，并且登记成功。您改动了内容：如果这是另一件申请，" + ONCE_MORE + "如果还是同一件申请，请不要再提交。";
            return again(code, form.anew(), chosen, request, Map.of(), notice, HttpStatus.CONFLICT);
        }
        String notice = refusal.fields().isEmpty() ? refusal.getMessage() + "。" : "";
        return again(code, form, chosen, request, refusal.fields(), notice, refusal.status());
    }

    /** The form once more, with what was typed and with the files that could be kept. */
    private ModelAndView again(
            String code,
            ApplicationForm form,
            List<MaterialUpload> chosen,
            HttpServletRequest request,
            Map<String, String> wrong,
            String notice,
            HttpStatus status) {
        Set<String> asked = page.materials(code);
        StagedFiles.Kept kept = staged.keep(
                form.key(),
                Client.of(request),
                chosen.stream().filter(file -> asked.contains(file.material())).toList());
        Map<String, String> all = new LinkedHashMap<>(wrong);
        kept.wrong().forEach((material, why) -> all.putIfAbsent(MaterialParts.PREFIX + material, why));
        String told = notice + (kept.lost() ? FILES_ARE_GONE : "");
        return page.form(code, form, all, told.isEmpty() ? null : told, status);
    }
}
