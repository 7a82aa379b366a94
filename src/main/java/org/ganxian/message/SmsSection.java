package org.ganxian.message;

import org.ganxian.notice.GatewaySection;
import org.springframework.stereotype.Component;

/** 群众短信: which system sends messages to residents. It is told their numbers, which the staff's gateway never is. */
@Component
class SmsSection extends GatewaySection {

    SmsSection() {
        super("ganxian.message.sms");
    }

    @Override
    public String id() {
        return "sms";
    }

    @Override
    public int order() {
        return 31;
    }

    @Override
    public String title() {
        return "群众短信";
    }

    @Override
    public String hint() {
        return "给群众的短信（收到、等补充、延期、办结、请评价、验证码）用签名的请求交给另一个系统发出，里面有手机号。与给工作人员的短信网关分开设置；地址留空则不给群众发短信";
    }
}
