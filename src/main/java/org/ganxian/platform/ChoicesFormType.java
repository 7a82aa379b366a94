package org.ganxian.platform;

import static org.camunda.spin.plugin.variable.SpinValues.jsonValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.impl.form.type.AbstractFormFieldType;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * The form-field type {@code choices}: a list of {@link Choice} computed when the form is opened (its default value) and
 * never kept. It feeds a select by its {@code valuesKey}, names of people included, without a process variable.
 */
class ChoicesFormType extends AbstractFormFieldType {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String getName() {
        return "choices";
    }

    @Override
    public TypedValue convertToFormValue(TypedValue model) {
        if (model == null || model.getValue() == null) {
            return jsonValue("[]").create();
        }
        try {
            return jsonValue(json.writeValueAsString(model.getValue())).create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TypedValue convertToModelValue(TypedValue form) {
        return Variables.untypedValue(form == null ? null : form.getValue());
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
