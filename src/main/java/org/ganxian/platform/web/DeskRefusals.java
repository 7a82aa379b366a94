package org.ganxian.platform.web;

import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page of the desk why another one cannot be shown. A handler in the controller itself comes first. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(annotations = DeskPage.class)
public class DeskRefusals {

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return page(refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler({
        BindException.class,
        TypeMismatchException.class,
        MissingServletRequestParameterException.class,
        MissingServletRequestPartException.class,
        MultipartException.class
    })
    ModelAndView misread() {
        return page(HttpStatus.BAD_REQUEST, "地址或表单不完整，请返回后重试");
    }

    /** Two at the same time: nothing of the second's is kept. */
    @ExceptionHandler
    ModelAndView overtaken(ConcurrencyFailureException another) {
        return page(HttpStatus.CONFLICT, "刚有别人改动了同一内容，这次没有保存。请返回刷新，核对后再改");
    }

    /** @param message zh-CN */
    public static ModelAndView page(HttpStatus status, @Nullable String message) {
        return new ModelAndView("desk/refused", status).addObject("message", message);
    }
}
