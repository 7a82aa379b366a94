package org.ganxian.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import lombok.RequiredArgsConstructor;
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

/**
 * Import of a file of service items in two steps. The preview carries the file on to the second one, in Base64: of text
 * a browser would change the line breaks.
 */
@DeskPage
@RequestMapping("/desk/services/import")
@RequiredArgsConstructor
class ServiceImportPage {

    private final ServiceImports imports;
    private final ServiceAdministrators administrators;

    @GetMapping
    ModelAndView form(@RequestParam(required = false) String tooLarge) {
        administrators.require();
        return form(tooLarge == null ? null : "文件过大，事项文件不超过 1 MB", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView preview(@RequestParam MultipartFile file) throws IOException {
        administrators.require();
        if (file.isEmpty()) {
            return form("请先选择文件", HttpStatus.BAD_REQUEST);
        }
        try {
            return preview(ServiceFile.text(file.getBytes()), null, HttpStatus.OK);
        } catch (Refusal refusal) {
            return form(refusal.getMessage(), refusal.status());
        }
    }

    @PostMapping("/apply")
    ModelAndView apply(@RequestParam String content, @RequestParam String previewed) {
        Actor by = administrators.require();
        String text = ServiceFile.text(decoded(content));
        try {
            ServiceImports.Preview done = imports.apply(text, previewed, by);
            return new ModelAndView(
                    "redirect:/desk/services",
                    Map.of(
                            "added", done.count(ServiceImports.Outcome.NEW),
                            "changed", done.count(ServiceImports.Outcome.CHANGED)));
        } catch (Refusal refusal) {
            return preview(text, refusal.getMessage(), refusal.status());
        }
    }

    /** @param message why it was not applied; null on the first look */
    private ModelAndView preview(String text, @Nullable String message, HttpStatus status) {
        ServiceImports.Preview preview = imports.preview(text);
        return new ModelAndView("desk/service-preview", status)
                .addObject("preview", preview)
                .addObject("outcomes", ServiceImports.Outcome.values())
                .addObject("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .addObject("message", message);
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("页面不完整，请重新选择文件");
        }
    }

    private static ModelAndView form(@Nullable String message, HttpStatus status) {
        return new ModelAndView("desk/service-import", status).addObject("message", message);
    }
}
