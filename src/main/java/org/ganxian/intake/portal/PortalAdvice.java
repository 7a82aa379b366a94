package org.ganxian.intake.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What the portal's pages have in common: a refusal is a page in Chinese with a way back. */
@Order(0)
@ControllerAdvice(
        basePackages = "org.ganxian.intake.portal.dispute",
        assignableTypes = {
            Portal.class,
            PortalOrder.class,
            PortalPhotos.class,
            PortalSupplement.class,
            PortalApplication.class,
            PortalMessages.class,
            PortalReopening.class,
            PortalReply.class,
            MyOrders.class
        })
class PortalAdvice {

    /** Sets the token's cookie now: once a long page has begun to leave, no cookie can be set any more. */
    @ModelAttribute
    void token(CsrfToken token) {
        token.getToken();
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletResponse response) {
        refusal.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait + 1)));
        return page(refusal.status(), refusal.getMessage());
    }

    @ExceptionHandler({
        OptimisticLockingFailureException.class,
        org.camunda.bpm.engine.OptimisticLockingException.class,
        DataIntegrityViolationException.class
    })
    ModelAndView overtaken() {
        return page(HttpStatus.CONFLICT, "这件事刚刚有了新的进展，请返回查看后再操作。");
    }

    @ExceptionHandler
    ModelAndView busy(TransientDataAccessException e, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        return page(HttpStatus.SERVICE_UNAVAILABLE, "系统繁忙，请稍后重试。");
    }

    private static ModelAndView page(HttpStatus status, @Nullable String message) {
        return new ModelAndView("portal/refused", Map.of("message", message, "status", status.value()), status);
    }
}
