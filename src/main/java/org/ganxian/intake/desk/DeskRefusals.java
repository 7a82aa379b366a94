package org.ganxian.intake.desk;

import org.ganxian.intake.imports.ImportPages;
import org.ganxian.platform.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page of the desk why it cannot be shown. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {DeskPages.class, ImportPages.class})
class DeskRefusals {

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return page(refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler({
        TypeMismatchException.class,
        MissingServletRequestParameterException.class,
        MissingServletRequestPartException.class,
        MultipartException.class
    })
    ModelAndView misread() {
        return page(HttpStatus.BAD_REQUEST, "地址或表单不完整，请返回后重试");
    }

    private static ModelAndView page(HttpStatus status, String message) {
        ModelAndView page = new ModelAndView("desk/refused", status);
        page.addObject("message", message);
        return page;
    }
}
