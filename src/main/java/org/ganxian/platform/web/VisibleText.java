package org.ganxian.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.util.Locale;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Characters that nobody sees are gone before a door looks at what was sent, in JSON as in forms; the engine's forms go
 * through {@code FormInput}, files through their readers. Passwords are what was typed.
 */
@ControllerAdvice
class VisibleText {

    private static final String PASSWORD = "password";

    /** For every text in JSON. */
    @JsonComponent
    static class InJson extends StringDeserializer {
        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String name = json.currentName();
            String text = super.deserialize(json, context);
            return isPassword(name) ? text : Texts.visible(text);
        }
    }

    /** For every field of a form, and every parameter. */
    @InitBinder
    void inForms(WebDataBinder binder) {
        if (!isPassword(binder.getObjectName())) {
            binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
                @Override
                public void setAsText(@Nullable String text) {
                    setValue(Texts.visible(text));
                }
            });
        }
    }

    private static boolean isPassword(@Nullable String name) {
        return name != null && name.toLowerCase(Locale.ROOT).contains(PASSWORD);
    }
}
