package org.ganxian.engine.inside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.springframework.stereotype.Component;

/**
 * What a form says of itself, kept by the server, too, whatever door it is handed in at: it has these fields and no
 * others, and texts are so long at most. What the fields mean is for the flows.
 */
@Component
@RequiredArgsConstructor
class FormRules {

    /**
     * @param names of its fields, and of the choices that the engine computes for it
     * @param texts its fields whose length is limited
     */
    private record Form(Set<String> names, Map<String, Text> texts) {

        void read(JsonNode component) {
            for (String name : new String[] {"key", "valuesKey"}) {
                if (component.hasNonNull(name)) {
                    names.add(component.path(name).asText());
                }
            }
            int longest = component.at("/validate/maxLength").asInt();
            if (longest > 0) {
                texts.put(
                        component.path("key").asText(),
                        new Text(component.path("label").asText(), longest));
            }
            component.path("components").forEach(this::read);
        }
    }

    /** @param label zh-CN */
    private record Text(String label, int longest) {}

    private final KnownFacts facts;
    private final ObjectMapper json;
    private final Map<String, Form> forms = new ConcurrentHashMap<>();

    /**
     * Looks at what was submitted before the flow does.
     *
     * @param key of the form, in this deployment
     * @throws ProcessEngineException with a {@link Refusal}, 400, for a field that the form does not have, and for a text that is longer than it allows
     */
    void check(String key, String deployment, VariableScope submitted) {
        Form form = forms.computeIfAbsent(deployment + "/" + key, k -> read(key, deployment));
        for (String name : submitted.getVariableNames()) {
            if (!form.names.contains(name) && !facts.has(name)) {
                throw refused(name, "表单中没有这一项：" + name);
            }
        }
        form.texts.forEach((name, text) -> {
            if (submitted.getVariable(name) instanceof String typed && Texts.length(typed.strip()) > text.longest) {
                throw refused(
                        name, "“%s”不能超过 %d 字，现有 %d 字".formatted(text.label, text.longest, Texts.length(typed.strip())));
            }
        });
    }

    /** The engine hands on its own exceptions alone as they are. */
    private static ProcessEngineException refused(String field, String reason) {
        Refusal refusal = Refusal.field(field, reason);
        return new ProcessEngineException(refusal.getMessage(), refusal);
    }

    private Form read(String key, String deployment) {
        CommandContext engine = Context.getCommandContext();
        String resource = engine.getCamundaFormDefinitionManager()
                .findDefinitionByDeploymentAndKey(deployment, key)
                .getResourceName();
        try {
            Form form = new Form(new HashSet<>(), new HashMap<>());
            form.read(json.readTree(engine.getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(deployment, resource)
                    .getBytes()));
            return form;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
