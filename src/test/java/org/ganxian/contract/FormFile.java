package org.ganxian.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** A form as its file describes it: how it is filled in rightly, and how wrongly. */
final class FormFile {

    /** A marked text is no longer, see {@link Marks#text}; a pickup code is shorter. */
    private static final int ROOM = 30;

    private static final Set<String> TEXTS = Set.of("textarea", "textfield");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /**
     * @param longest how much text it says it takes; each has to say it
     * @param shownFor decisions for which it is on the page; empty for all
     */
    private record Field(String key, boolean text, int longest, boolean required, List<String> shownFor) {
        boolean isShown(Map<String, Object> form) {
            return shownFor.isEmpty() || shownFor.contains(form.get("decision"));
        }
    }

    /** A form that is to be refused. */
    record Wrong(String what, Map<String, Object> form) {}

    private final List<Field> fields = new ArrayList<>();
    /** Names of the lists to choose from that are computed when it is opened. */
    private final List<String> choices = new ArrayList<>();

    FormFile(String ref) {
        try {
            JsonNode form = new ObjectMapper().readTree(find(ref).getInputStream());
            form.path("components").forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forms lie beside the processes; those of a flow that is only tested, on the class path. */
    private static Resource find(String ref) {
        Path file = Path.of("forms", ref + ".form");
        return Files.exists(file) ? new FileSystemResource(file) : new ClassPathResource("repair/" + ref + ".form");
    }

    private void read(JsonNode component) {
        if (component.hasNonNull("key")) {
            List<String> shownFor = new ArrayList<>();
            Matcher hidden = QUOTED.matcher(component.at("/conditional/hide").asText());
            while (hidden.find()) {
                shownFor.add(hidden.group(1));
            }
            fields.add(new Field(
                    component.path("key").asText(),
                    TEXTS.contains(component.path("type").asText()),
                    component.at("/validate/maxLength").asInt(),
                    component.at("/validate/required").asBoolean(),
                    shownFor));
        }
        if (component.hasNonNull("valuesKey")) {
            choices.add(component.path("valuesKey").asText());
        }
        component.path("components").forEach(this::read);
    }

    /** Everything that the form has, hidden or not, with marked text where nothing is chosen and there is room for it. */
    Map<String, Object> filled(Map<String, Object> chosen, Marks marks) {
        Map<String, Object> form = new LinkedHashMap<>(chosen);
        fields.stream()
                .filter(f -> f.text && f.longest >= ROOM && !chosen.containsKey(f.key))
                .forEach(f -> form.put(f.key, marks.text()));
        return form;
    }

    /** Each form differs from the right one in one field that is on the page. */
    List<Wrong> wrong(Map<String, Object> right) {
        List<Wrong> all = new ArrayList<>();
        all.add(new Wrong("a field that it does not have", with(right, "no-such-field", "x")));
        choices.forEach(offered -> all.add(new Wrong("what it offered", with(right, offered, List.of("x")))));
        for (Field field : fields) {
            if (!field.isShown(right)) {
                continue;
            }
            if (field.required) {
                Map<String, Object> without = new LinkedHashMap<>(right);
                without.remove(field.key);
                all.add(new Wrong("without " + field.key, without));
                all.add(wrong(right, field, "empty", " "));
            }
            if (field.text) {
                all.add(wrong(right, field, "too long", "长".repeat(field.longest + 1)));
                all.add(wrong(right, field, "with a control character", "a\u0000b"));
            } else {
                all.add(wrong(right, field, "unknown", "no-such-choice"));
            }
            List<Wrong> ofOtherTypes = List.of(
                    wrong(right, field, "a number", 42),
                    wrong(right, field, "a truth value", true),
                    wrong(right, field, "a list", List.of("a", "b")));
            all.add(ofOtherTypes.get(all.size() % ofOtherTypes.size()));
        }
        return all;
    }

    /** The right form, and with it a fact that is the flow's alone to say. */
    static Wrong with(Map<String, Object> right, String fact) {
        return new Wrong("the fact " + fact, with(right, fact, "forged"));
    }

    private static Map<String, Object> with(Map<String, Object> right, String name, Object value) {
        Map<String, Object> form = new LinkedHashMap<>(right);
        form.put(name, value);
        return form;
    }

    private static Wrong wrong(Map<String, Object> right, Field field, String what, Object value) {
        return new Wrong(field.key + " " + what, with(right, field.key, value));
    }
}
