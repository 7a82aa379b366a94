package org.ganxian.organization.passwords;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The operator gives the first administrator a password that will not do: the start ends, and says what to do. */
public class WeakFirstPassword extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param problem zh-CN; never the password */
    public WeakFirstPassword(String problem) {
        super(problem);
    }

    /** Lets Spring Boot print it without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<WeakFirstPassword> {

        @Override
        protected FailureAnalysis analyze(Throwable root, WeakFirstPassword weak) {
            return new FailureAnalysis(
                    "管理员的初始密码（GANXIAN_ADMIN_PASSWORD）不能用：%s。没有建立账号，系统没有启动。".formatted(weak.getMessage()),
                    "请换一个密码（在 .env 或环境变量中）后再启动；也可以不设，由系统生成一个，在日志里显示一次。",
                    weak);
        }
    }
}
