package org.ganxian.notice;

import org.springframework.stereotype.Component;

/** 短信网关: which system is called for every notice, to send it on. */
@Component
class WebhookSection extends GatewaySection {

    static final String ID = "webhook";

    WebhookSection() {
        super("ganxian.notice.webhook");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String title() {
        return "短信网关";
    }

    @Override
    public String hint() {
        return "每条通知都用签名的请求（Webhook）告诉另一个系统，由它发短信或转到政务消息平台。地址留空则不调用";
    }
}
