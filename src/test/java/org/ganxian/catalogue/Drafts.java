package org.ganxian.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.ganxian.platform.Actor;

/** Items that tests make up. */
final class Drafts {

    static final Actor ADMIN = new Actor("admin", "漳州市系统管理员");

    private Drafts() {}

    static ServiceDraft item(String code, String name, LocalDate from) {
        return new ServiceDraft(
                code,
                name,
                "《测试办法》第一条",
                List.of("HEALTH", "MARKET"),
                List.of(
                        new Material("form", "申请表", true, null, null),
                        new Material("licence", "营业执照", true, "市场监督管理部门（电子证照共享）", "在有效期内")),
                20,
                10,
                null,
                null,
                "REPLY",
                false,
                true,
                false,
                "说明",
                from);
    }

    static ServiceItem add(ServiceCatalogue catalogue, String code, String name, LocalDate from, int seen) {
        return catalogue.add(item(code, name, from), seen, Map.of(), ADMIN);
    }

    /** One item of a file; {@code more} are further fields, each with a comma behind it. */
    static String json(String code, String name, String more) {
        return """
                {%s "code": "%s", "name": "%s", "legalBasis": "《测试办法》第一条", "functions": ["HEALTH"],
                 "statutoryDays": 20, "promisedDays": 10, "resultType": "REPLY",
                 "materials": [{"code": "form", "name": "申请表"}]}""".formatted(more, code, name);
    }

    static String file(String... items) {
        return "{\n\"items\": [\n" + String.join(",\n", items) + "\n]}";
    }
}
