package org.ganxian.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;

/** Answers for errors outside of Spring MVC, such as a path that the firewall refuses: pages as Boot makes them, else a {@link Problem}. */
@Controller
class ErrorAnswers extends BasicErrorController {

    ErrorAnswers(ErrorAttributes attributes, ServerProperties server, ObjectProvider<ErrorViewResolver> views) {
        super(attributes, server.getError(), views.orderedStream().toList());
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", Problem.title(status));
        body.put("status", status.value());
        body.put("detail", detail(status));
        if (status.is5xxServerError()) {
            body.put("id", request.getAttribute(RequestLog.ID));
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Somebody who asks for the page of errors finds none. */
    @Override
    protected HttpStatus getStatus(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                ? HttpStatus.NOT_FOUND
                : super.getStatus(request);
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "请用工作人员的账号登录";
            case FORBIDDEN -> "您没有权限做这件事";
            case NOT_FOUND -> "没有这个地址";
            case UNSUPPORTED_MEDIA_TYPE -> "不支持的内容类型";
            case PAYLOAD_TOO_LARGE -> "提交的内容过大";
            case SERVICE_UNAVAILABLE -> "系统暂时不能办理，请稍等片刻再试";
            default -> status.is5xxServerError() ? "系统出错，请稍后重试" : "请求有误，请核对后重试";
        };
    }
}
