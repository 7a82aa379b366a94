package org.ganxian.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationException;
import org.ganxian.engine.inside.RefusalCodes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Problem;
import org.ganxian.platform.web.Problem.FieldError;
import org.ganxian.platform.web.RequestLog;
import org.ganxian.platform.web.UnreadableJson;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whatever goes wrong behind the API is answered as a {@link Problem}, never with a stack trace. */
@Order(Ordered.LOWEST_PRECEDENCE - 1)
@RestControllerAdvice(annotations = RestController.class)
class Problems extends ResponseEntityExceptionHandler {

    /**
     * What went wrong before any controller was found, a wrong path, method, type or size, and what a controller of pages
     * has no answer for: under {@code /api} a problem, else a page.
     */
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ControllerAdvice
    @RequiredArgsConstructor
    static class BeforeControllers {

        private final Problems problems;

        @ExceptionHandler
        Object any(Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
            if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
                return problems.any(e, new ServletWebRequest(request));
            }
            Refusal refusal = ofPage(e).orElseThrow(() -> e);
            refusal.retryAfter().ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, Problem.seconds(wait)));
            return new ModelAndView("error/refused", refusal.status()).addObject("why", refusal.getMessage());
        }

        private static Optional<Refusal> ofPage(Exception e) {
            Optional<Refusal> refusal = Refusal.behind(e).or(() -> RefusalCodes.behind(e));
            if (refusal.isPresent()) {
                return refusal;
            } else if (e instanceof MaxUploadSizeExceededException) {
                return Optional.of(Refusal.tooLarge("提交的内容太大，请删减后再试。"));
            } else if (e instanceof MultipartException) {
                return Optional.of(Refusal.invalid("表单没有完整送到，请返回后重试。"));
            } else if (e instanceof AuthorizationException) {
                return Optional.of(Refusal.forbidden("您没有权限做这件事。"));
            } else if (e instanceof ConcurrencyFailureException
                    || e instanceof DataIntegrityViolationException
                    || e instanceof org.camunda.bpm.engine.OptimisticLockingException) {
                return Optional.of(Refusal.conflict("刚刚有别人做了修改，请返回、刷新后重试。"));
            }
            return Optional.empty();
        }
    }

    @ExceptionHandler
    ResponseEntity<Object> any(Exception e, WebRequest request) throws Exception {
        Optional<Refusal> refusal = Refusal.behind(e).or(() -> RefusalCodes.behind(e));
        if (refusal.isPresent()) {
            return Problem.answer(refusal.get());
        } else if (e instanceof AccessDeniedException
                || e instanceof AuthenticationException
                || e instanceof RequestRejectedException) {
            throw e; // Spring Security knows whether to ask for a login, and its firewall what it has refused
        } else if (e instanceof ConstraintViolationException violations) {
            return Problem.answer(Problem.of(violations.getConstraintViolations().stream()
                    .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
                    .sorted(Comparator.comparing(FieldError::field))
                    .toList()));
        } else if (e instanceof AuthorizationException) {
            return Problem.answer(Refusal.forbidden("您没有权限做这件事"));
        } else if (e instanceof ConcurrencyFailureException
                || e instanceof org.camunda.bpm.engine.OptimisticLockingException) {
            return Problem.answer(Refusal.conflict("刚刚有别人做了修改，请刷新后重试"));
        } else if (e instanceof DataIntegrityViolationException) {
            return Problem.answer(
                    isTooLong(e) ? Refusal.invalid("有一项内容超过了允许的长度") : Refusal.conflict("与已有的数据冲突，请刷新后重试"));
        } else if (e instanceof TransientDataAccessException) {
            ResponseEntity<Object> busy = Problem.answer(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "系统繁忙，请稍后重试"));
            return ResponseEntity.status(busy.getStatusCode())
                    .headers(busy.getHeaders())
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(busy.getBody());
        } else if (e instanceof MultipartException && !(e instanceof MaxUploadSizeExceededException)) {
            return Problem.answer(Refusal.invalid("上传的内容不完整，或者不是 multipart/form-data"));
        } else if (isSprings(e)) {
            return handleException(e, request);
        }
        return unexpected();
    }

    /** MySQL and H2 both say 22001 for text that is longer than its column. */
    private static boolean isTooLong(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && "22001".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static ResponseEntity<Object> unexpected() {
        String id = RequestLog.id();
        var body = Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "系统出错，请稍后重试；反复出现请告知管理员，错误编号 " + id);
        body.setProperty("id", id);
        return Problem.answer(body);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Refusal.behind(e).orElseGet(() -> UnreadableJson.explain(e.getCause())));
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Problem.of(fieldErrors(e.getBindingResult())));
    }

    private static List<FieldError> fieldErrors(BindingResult result) {
        List<FieldError> errors = new ArrayList<>();
        for (ObjectError error : result.getAllErrors()) {
            String field =
                    error instanceof org.springframework.validation.FieldError f ? f.getField() : error.getObjectName();
            errors.add(new FieldError(field, error.getDefaultMessage()));
        }
        errors.sort(Comparator.comparing(FieldError::field).thenComparing(FieldError::message));
        return errors;
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Problem.of(e.getParameterValidationResults().stream()
                .flatMap(r -> r.getResolvableErrors().stream()
                        .map(m -> new FieldError(
                                String.valueOf(r.getMethodParameter().getParameterName()), m.getDefaultMessage())))
                .toList()));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Refusal.field(e.getParameterName(), "缺少参数 " + e.getParameterName()));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestPart(
            MissingServletRequestPartException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Refusal.field(e.getRequestPartName(), "缺少文件 " + e.getRequestPartName()));
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(
                e instanceof MissingRequestHeaderException missing
                        ? Refusal.field(missing.getHeaderName(), "缺少请求头 " + missing.getHeaderName())
                        : Refusal.invalid("请求的参数不完整或不正确"));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        return Problem.answer(Refusal.field(name, name + " " + UnreadableJson.expected(e.getRequiredType())));
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problem.answer(Refusal.tooLarge("文件过大，单个文件不能超过 20 MB"));
    }

    /** The rest of what Spring MVC itself throws: its status and headers, our words. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError()) {
            return unexpected();
        }
        ResponseEntity<Object> answer = Problem.answer(Problem.of(status, detail(e, status)));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers)
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private static String detail(Exception e, HttpStatusCode status) {
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            return "这个地址不支持 " + method.getMethod() + " 方法，可以用 "
                    + String.join(
                            "、",
                            Optional.ofNullable(method.getSupportedMethods()).orElse(new String[0]));
        } else if (e instanceof HttpMediaTypeNotSupportedException type) {
            return "不支持的内容类型，请用 "
                    + String.join(
                            "、",
                            type.getSupportedMediaTypes().stream()
                                    .map(Object::toString)
                                    .toList());
        } else if (status.value() == 406) {
            return "不能以所要求的类型返回";
        } else if (status.value() == 404) {
            return "没有这个地址";
        }
        return "请求有误，请核对后重试";
    }

    private static boolean isSprings(Exception e) {
        return e instanceof org.springframework.web.ErrorResponse
                || e instanceof TypeMismatchException
                || e instanceof HttpMessageNotReadableException
                || e instanceof MaxUploadSizeExceededException
                || e instanceof org.springframework.web.context.request.async.AsyncRequestNotUsableException;
    }
}
