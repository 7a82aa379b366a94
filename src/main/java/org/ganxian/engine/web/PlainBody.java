package org.ganxian.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ganxian.platform.Refusal;

/**
 * What is sent to the engine is looked at before the engine reads it: values are plain. No value says how an object is
 * to be built, be it by Java, Spin or a file, and no expression comes from outside but those of the lists.
 */
final class PlainBody {

    private static final Set<String> TYPES =
            Set.of("string", "boolean", "integer", "long", "double", "short", "date", "null");

    /** The current person, their groups, and times counted from now. */
    private static final Pattern LISTS_EXPRESSION = Pattern.compile(
            "\\$\\{\\s*(currentUser|currentUserGroups|now|dateTime)\\(\\)(\\.(plus|minus)(Minutes|Hours|Days|Weeks|Months)\\(\\d{1,4}\\))*\\s*}");

    private PlainBody() {}

    /**
     * @return empty when nothing was sent
     * @throws Refusal 400 when it is not a JSON object, or a value in it is not plain
     */
    static Optional<ObjectNode> read(InputStream sent, ObjectMapper json) throws IOException {
        JsonNode body;
        try {
            body = json.readTree(sent);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("请求内容不是有效的 JSON");
        }
        if (body == null || body.isMissingNode()) {
            return Optional.empty();
        }
        if (!(body instanceof ObjectNode object)) {
            throw Refusal.invalid("请求内容须是一个 JSON 对象");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            require(field.getKey(), field.getValue());
        }
        return Optional.of(object);
    }

    private static void require(String name, JsonNode node) {
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (each.isNull()) {
                    throw Refusal.invalid("列表中有空值：" + name);
                }
                require(name, each);
            }
        } else if (node.isObject()) {
            requirePlain(name, node);
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                require(field.getKey(), field.getValue());
            }
        } else if (name.endsWith("Expression")
                && !node.isNull()
                && !LISTS_EXPRESSION.matcher(node.asText()).matches()) {
            throw Refusal.invalid("不接受这样的表达式：" + name);
        }
    }

    /** Every object inside could be a variable: the engine knows one by its type, its value or what describes it. */
    private static void requirePlain(String name, JsonNode variable) {
        JsonNode type = variable.path("type");
        if (!type.isMissingNode()
                && !type.isNull()
                && !(type.isTextual() && TYPES.contains(decapitalized(type.asText())))) {
            throw Refusal.invalid("不接受这种类型的值：" + name + "，只接受文字、数字、是否和日期");
        }
        JsonNode described = variable.path("valueInfo");
        if (!described.isMissingNode() && !described.isNull() && !described.isEmpty()
                || described.isValueNode() && !described.isNull()) {
            throw Refusal.invalid("不接受序列化的对象：" + name);
        }
        if (variable.path("value").isContainerNode() && !variable.has("operator")) {
            throw Refusal.invalid("不接受列表或对象作为值：" + name);
        }
    }

    private static String decapitalized(String type) {
        return type.isEmpty() ? type : Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }
}
