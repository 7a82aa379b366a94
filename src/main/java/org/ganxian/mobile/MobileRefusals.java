package org.ganxian.mobile;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.ganxian.engine.EngineFailures;
import org.ganxian.platform.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page of the phone why something cannot be done, with a way back. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(assignableTypes = {MobilePages.class, VisitPages.class})
class MobileRefusals {

    @ExceptionHandler
    ModelAndView refused(Refusal refusal) {
        return page(refusal.status(), refusal.getMessage());
    }

    /** The flow's own refusals come wrapped by the engine, and so do lost races. */
    @ExceptionHandler
    ModelAndView refused(ProcessEngineException e) {
        return EngineFailures.refusalBehind(e).map(this::refused).orElseThrow(() -> e);
    }

    @ExceptionHandler({
        TaskAlreadyClaimedException.class,
        OptimisticLockingException.class,
        ConcurrencyFailureException.class
    })
    ModelAndView overtaken() {
        return page(HttpStatus.CONFLICT, "该任务刚刚已被他人领取，请办理其他任务");
    }

    @ExceptionHandler
    ModelAndView notAllowed(AuthorizationException e) {
        return page(HttpStatus.FORBIDDEN, "您没有权限做这件事");
    }

    @ExceptionHandler
    ModelAndView misread(TypeMismatchException e) {
        return page(HttpStatus.BAD_REQUEST, "地址不完整，请返回后重试");
    }

    private static ModelAndView page(HttpStatus status, String message) {
        return new ModelAndView("mobile/refused", status).addObject("message", message);
    }
}
