package org.ganxian.catalogue;

import java.io.IOException;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** 空白表格 on the page of a service item. */
@DeskPage
@RequestMapping("/desk/services/{code}/forms")
@RequiredArgsConstructor
class BlankFormPages {

    private final BlankForms forms;
    private final ServicePages pages;
    private final ServiceAdministrators administrators;

    @PostMapping
    ModelAndView add(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Actor by = administrators.require();
        try {
            if (file == null || file.isEmpty()) {
                throw Refusal.field("file", "请选择一个 PDF 文件");
            }
            forms.add(code, title, Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getBytes(), by);
            return new ModelAndView("redirect:/desk/services/" + code + "?done=form");
        } catch (Refusal refusal) {
            if (refusal.status().value() == 404) {
                throw refusal;
            }
            Model model = new ExtendedModelMap();
            String view = pages.item(code, null, model);
            String why = refusal.fields().isEmpty()
                    ? refusal.getMessage()
                    : refusal.fields().values().iterator().next();
            return new ModelAndView(view, model.asMap(), refusal.status())
                    .addObject("wrongForm", why)
                    .addObject("formTitle", title);
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable String code, @PathVariable Long id) {
        forms.remove(code, id, administrators.require());
        return "redirect:/desk/services/" + code + "?done=form";
    }
}
