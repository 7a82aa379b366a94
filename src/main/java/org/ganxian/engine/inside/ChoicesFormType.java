package org.ganxian.engine.inside;

import static org.camunda.spin.plugin.variable.SpinValues.jsonValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.camunda.bpm.engine.impl.form.type.AbstractFormFieldType;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.ganxian.engine.Choice;
import org.jspecify.annotations.Nullable;

/**
 * The form-field type {@code choices}: a list of {@link Choice} computed when the form is opened (its default value) and
 * never kept. It feeds a select by its {@code valuesKey}, names of people included, without a process variable: what
 * the engine sets on submission is removed again by the flow in the same transaction.
 */
class ChoicesFormType extends AbstractFormFieldType {

    static final String NAME = "choices";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public TypedValue convertToFormValue(TypedValue model) {
        return model;
    }

    @Override
    public @Nullable TypedValue convertToModelValue(TypedValue form) {
        // As a form is handed in, see ChoicesOnOpening.
        if (form != null && form.getValue() == null) {
            return null;
        }
        return form != null && form.getValue() instanceof List<?> choices ? write(choices) : write(List.of());
    }

    private TypedValue write(List<?> choices) {
        try {
            return jsonValue(json.writeValueAsString(choices)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    @Deprecated
    public Object convertFormValueToModelValue(Object form) {
        return form;
    }

    @Override
    @Deprecated
    public String convertModelValueToFormValue(Object model) {
        return String.valueOf(model);
    }
}
