package org.ganxian.catalogue;

import org.ganxian.platform.web.DeskRefusals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What the administrator's pages of the catalogue have in common beyond any page of the desk. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {ServicePages.class, ServiceFormPage.class, ServiceImportPage.class})
class ServiceRefusals {

    /** Sets the token's cookie now: once a long page has begun to leave, no cookie can be set any more. */
    @ModelAttribute
    void token(CsrfToken token) {
        token.getToken();
    }

    @ExceptionHandler({ConcurrencyFailureException.class, DataIntegrityViolationException.class})
    ModelAndView overtaken() {
        return DeskRefusals.page(HttpStatus.CONFLICT, "刚刚有别人改动了事项库，请重新打开后再试");
    }
}
