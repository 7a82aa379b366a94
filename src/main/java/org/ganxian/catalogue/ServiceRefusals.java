package org.ganxian.catalogue;

import lombok.RequiredArgsConstructor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;

/** What the administrator's pages of the catalogue have in common: who reads them, and why one cannot be shown. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {ServicePages.class, ServiceFormPage.class, ServiceImportPage.class})
@RequiredArgsConstructor
class ServiceRefusals {

    private final CurrentActor currentActor;

    @ModelAttribute("who")
    String who() {
        return currentActor.get().title();
    }

    /** Sets the token's cookie now: once a long page has begun to leave, no cookie can be set any more. */
    @ModelAttribute
    void token(CsrfToken token) {
        token.getToken();
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return page(refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler({ConcurrencyFailureException.class, DataIntegrityViolationException.class})
    ModelAndView overtaken() {
        return page(HttpStatus.CONFLICT, "刚刚有别人改动了事项库，请重新打开后再试");
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

    private ModelAndView page(HttpStatus status, String message) {
        return new ModelAndView("desk/refused", status)
                .addObject("message", message)
                .addObject("who", who());
    }
}
