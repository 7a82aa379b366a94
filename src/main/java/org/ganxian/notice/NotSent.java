package org.ganxian.notice;

import java.util.Map;

/**
 * A channel did not take a notice. The engine keeps message and stack trace, so there is no cause in it: a mail server's
 * answer may repeat an address, a web server's anything.
 */
public class NotSent extends RuntimeException {

    static final String ADDRESS = "AddressNotAllowed";
    public static final String ADDRESS_REFUSED = "这是链路本地、云平台元数据或广播一类的地址，不会有这样的服务器，请换一个";

    private static final String HTTP = "HTTP ";
    private static final String NO_ANSWER = "连不上或迟迟不回答：请核对地址和端口，以及防火墙是否放行";
    private static final String NO_CONNECTION = "连不上：那里没有服务在听，请核对地址和端口";
    private static final String NOT_TRUSTED = "加密连接没有建立：证书不受信任、名称不符，或端口用的不是这种加密";
    private static final String ADDRESS_NOT_TAKEN = "服务器不接受发件人或收件人的地址";

    /** By the reason, zh-CN. */
    private static final Map<String, String> IN_CHINESE = Map.ofEntries(
            Map.entry("MailIsOff", "还没有设置邮件服务器"),
            Map.entry("WebhookIsOff", "还没有设置地址"),
            Map.entry(ADDRESS, ADDRESS_REFUSED),
            Map.entry("UnknownHostException", "找不到这台服务器：名称写错了，或这里解析不了它"),
            Map.entry("UnresolvedAddressException", "找不到这台服务器：名称写错了，或这里解析不了它"),
            Map.entry("ConnectException", NO_CONNECTION),
            Map.entry("ClosedChannelException", NO_CONNECTION),
            Map.entry("NoRouteToHostException", NO_ANSWER),
            Map.entry("SocketTimeoutException", NO_ANSWER),
            Map.entry("HttpTimeoutException", NO_ANSWER),
            Map.entry("HttpConnectTimeoutException", NO_ANSWER),
            Map.entry("EOFException", "对方没有回答就断开了：端口可能不是这种服务，或加密方式不对"),
            Map.entry("SSLHandshakeException", NOT_TRUSTED),
            Map.entry("SSLException", NOT_TRUSTED),
            Map.entry("SunCertPathBuilderException", NOT_TRUSTED),
            Map.entry("CertPathValidatorException", NOT_TRUSTED),
            Map.entry("CertificateException", NOT_TRUSTED),
            // Jakarta Mail has no class of its own for a missing STARTTLS.
            Map.entry("MessagingException", "服务器没有按所选的方式加密，或答得不合规矩：请核对加密方式和端口"),
            Map.entry("CertificateExpiredException", "服务器的证书已过期"),
            Map.entry("AuthenticationFailedException", "服务器不接受这个用户名和口令"),
            Map.entry("SMTPAddressFailedException", ADDRESS_NOT_TAKEN),
            Map.entry("SMTPSenderFailedException", ADDRESS_NOT_TAKEN),
            Map.entry("SendFailedException", ADDRESS_NOT_TAKEN),
            Map.entry("SMTPSendFailedException", "服务器收下了地址，但不收这封邮件"));

    /** @param reason name of an exception's class or a status code; at most 80 characters */
    public NotSent(String reason) {
        super(reason);
    }

    static NotSent because(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        return new NotSent(name.substring(0, Math.min(name.length(), 80)));
    }

    static NotSent answered(int status) {
        return new NotSent(HTTP + status);
    }

    /** zh-CN, for whoever can mend it. */
    String inChinese() {
        String reason = String.valueOf(getMessage());
        if (reason.startsWith(HTTP)) {
            return "对方没有收下，回答是 %s%s".formatted(reason, reason.matches("HTTP 40[13]") ? "：签名密钥可能与对方的不一致" : "");
        }
        return IN_CHINESE.getOrDefault(reason, "没有发出去（%s）".formatted(reason));
    }
}
