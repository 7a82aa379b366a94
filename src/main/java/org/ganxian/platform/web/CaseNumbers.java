package org.ganxian.platform.web;

import java.beans.PropertyEditorSupport;
import org.ganxian.platform.Codes;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Whatever comes as {@code number} in an address or a form is the number of a case, in its one form before anybody sees it. */
@ControllerAdvice
class CaseNumbers {

    @InitBinder("number")
    void inOneForm(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String typed) {
                setValue(Codes.number(typed));
            }
        });
    }
}
