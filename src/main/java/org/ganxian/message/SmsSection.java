package org.ganxian.message;

import java.util.List;
import java.util.Map;
import org.ganxian.notice.SignedCalls;
import org.ganxian.settings.Setting;
import org.ganxian.settings.SettingValues;
import org.ganxian.settings.SettingsSection;
import org.springframework.stereotype.Component;

/** 群众短信: which system sends messages to residents. It is told their numbers, which the staff's gateway never is. */
@Component
class SmsSection implements SettingsSection {

    static final String URL = "url";
    static final String SECRET = "secret";

    private static final int LENGTH = 500;
    private static final int SECRET_LENGTH = 200;

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

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text(URL, "ganxian.message.sms.url", "地址", "https 开头，只有本机可以用 http；密钥不要写在地址里", LENGTH),
                Setting.secret(
                        SECRET,
                        "ganxian.message.sms.secret",
                        "签名密钥",
                        "至少 " + SignedCalls.SHORTEST_SECRET + " 个字符，双方各存一份，可用 openssl rand -hex 32 生成",
                        SECRET_LENGTH));
    }

    @Override
    public Map<String, String> wrongWhenFixed(SettingValues values) {
        return SignedCalls.wrongWhenFixed(values, URL, SECRET);
    }

    @Override
    public Map<String, String> wrong(SettingValues values) {
        return SignedCalls.wrong(values, URL, SECRET);
    }
}
