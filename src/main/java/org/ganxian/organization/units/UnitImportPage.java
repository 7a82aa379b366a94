package org.ganxian.organization.units;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.units.UnitImports.Outcome;
import org.ganxian.organization.units.UnitImports.Planned;
import org.ganxian.organization.units.UnitImports.Preview;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Import of a file of units in two steps. The preview carries the file on to the second one, in Base64. */
@DeskPage
@RequestMapping("/desk/units/import")
@RequiredArgsConstructor
class UnitImportPage {

    private static final long MOST_BYTES = 1_000_000;
    private static final int ROWS_SHOWN = 300;

    private final UnitImports imports;
    private final UnitAdministrators administrators;

    @GetMapping
    ModelAndView form(@RequestParam(required = false) @Nullable String tooLarge) {
        administrators.requireCity();
        return form(tooLarge == null ? null : "文件过大，不超过 1 MB", HttpStatus.OK);
    }

    private static ModelAndView form(@Nullable String message, HttpStatus status) {
        return new ModelAndView("desk/unit-import", status).addObject("message", message);
    }

    @PostMapping
    ModelAndView preview(@RequestParam MultipartFile file) throws IOException {
        administrators.requireCity();
        if (file.isEmpty() || file.getSize() > MOST_BYTES) {
            return form(file.isEmpty() ? "请先选择文件" : "文件过大，不超过 1 MB", HttpStatus.BAD_REQUEST);
        }
        try {
            return preview(file.getBytes(), null, HttpStatus.OK);
        } catch (Refusal refusal) {
            return form(refusal.getMessage(), refusal.status());
        }
    }

    /** The tree of 漳州 that comes with the product. */
    @PostMapping("/shipped")
    ModelAndView shipped() {
        administrators.requireCity();
        return preview(UnitFile.shipped().getBytes(StandardCharsets.UTF_8), null, HttpStatus.OK);
    }

    /** @param message why it was not applied; null on the first look */
    private ModelAndView preview(byte[] content, @Nullable String message, HttpStatus status) {
        Preview preview = imports.preview(content);
        return new ModelAndView("desk/unit-preview", status)
                .addObject("preview", preview)
                .addObject("rows", shown(preview))
                .addObject("outcomes", Outcome.values())
                .addObject("content", Base64.getEncoder().encodeToString(content))
                .addObject("message", message);
    }

    /** What is to be looked at first. */
    private static List<Planned> shown(Preview preview) {
        return preview.rows().stream()
                .filter(row -> row.outcome() != Outcome.SAME)
                .sorted(Comparator.comparing(Planned::outcome))
                .limit(ROWS_SHOWN)
                .toList();
    }

    @PostMapping("/apply")
    ModelAndView apply(@RequestParam String content, @RequestParam String previewed) {
        Actor by = administrators.requireCity();
        byte[] file = decoded(content);
        try {
            Preview done = imports.apply(file, previewed, by);
            return new ModelAndView(
                    "redirect:/desk/units",
                    Map.of("imported", done.count(Outcome.NEW), "changed", done.count(Outcome.CHANGED)));
        } catch (Refusal refusal) {
            return preview(file, refusal.getMessage(), refusal.status());
        }
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("页面不完整，请重新选择文件");
        }
    }
}
