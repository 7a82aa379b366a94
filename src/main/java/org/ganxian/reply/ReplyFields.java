package org.ganxian.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Where people write to others: the long texts in the forms of all tasks. A new flow's are among them by themselves. */
@Component
@RequiredArgsConstructor
class ReplyFields {

    /**
     * A text of a form.
     *
     * @param task zh-CN, the tasks that have the form
     * @param label zh-CN, as on the form
     * @param hint zh-CN, who sees it; empty for nothing
     * @param longest in characters
     */
    record Field(String form, String field, String task, String label, String hint, int longest) {

        /** As it is chosen in a list. */
        public String id() {
            return form + "/" + field;
        }

        public String title() {
            return task + "：" + label;
        }
    }

    private static final int LONGEST = 2000;

    private final ObjectMapper json;
    private volatile @Nullable Known known;

    private record Known(List<Field> fields, Map<String, String> formOfTask) {}

    /** In the order of the flows' names and of the forms. */
    List<Field> all() {
        return known().fields();
    }

    Optional<Field> find(String id) {
        return all().stream().filter(field -> field.id().equals(id)).findFirst();
    }

    /** The form of a task by the id that it has in its diagram. */
    Optional<String> formOf(String task) {
        return Optional.ofNullable(known().formOfTask().get(task));
    }

    /** Read when somebody first asks: diagrams take their time. */
    private Known known() {
        Known read = known;
        if (read == null) {
            try {
                read = read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            known = read;
        }
        return read;
    }

    private Known read() throws IOException {
        Map<String, String> formOfTask = new LinkedHashMap<>();
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Resource diagram : resources("classpath*:processes/*.bpmn")) {
            try (InputStream content = diagram.getInputStream()) {
                BpmnModelInstance model = Bpmn.readModelFromStream(content);
                for (UserTask task : model.getModelElementsByType(UserTask.class)) {
                    String form = task.getCamundaFormRef();
                    if (form != null) {
                        formOfTask.put(task.getId(), form);
                        names.computeIfAbsent(form, f -> new LinkedHashSet<>()).add(task.getName());
                    }
                }
            }
        }
        List<Field> fields = new ArrayList<>();
        for (Resource form : resources("classpath*:forms/*.form")) {
            try (InputStream content = form.getInputStream()) {
                JsonNode root = json.readTree(content);
                String id = root.path("id").asText();
                if (names.containsKey(id)) {
                    texts(root, id, String.join("、", names.get(id)), fields);
                }
            }
        }
        List<String> order = List.copyOf(names.keySet());
        fields.sort(Comparator.comparingInt(field -> order.indexOf(field.form())));
        return new Known(List.copyOf(fields), Map.copyOf(formOfTask));
    }

    private static List<Resource> resources(String pattern) throws IOException {
        return List.of(new PathMatchingResourcePatternResolver().getResources(pattern)).stream()
                .sorted(Comparator.comparing(Resource::getFilename))
                .toList();
    }

    private static void texts(JsonNode component, String form, String task, List<Field> fields) {
        if ("textarea".equals(component.path("type").asText())) {
            fields.add(new Field(
                    form,
                    component.path("key").asText(),
                    task,
                    component.path("label").asText(),
                    component.path("description").asText(),
                    Math.min(LONGEST, component.at("/validate/maxLength").asInt(LONGEST))));
        }
        component.path("components").forEach(inner -> texts(inner, form, task, fields));
    }
}
