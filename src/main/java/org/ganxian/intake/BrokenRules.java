package org.ganxian.intake;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.TreeMap;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks the rules that the API's requests carry, for doors that fill these requests in themselves. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class BrokenRules {

    private final Validator validator;

    /** One zh-CN message by path of each wrong field, for example {@code contact.phone}; empty when all is well. */
    public Map<String, String> of(Object request) {
        Map<String, String> messages = new TreeMap<>();
        for (ConstraintViolation<Object> v : validator.validate(request)) {
            messages.merge(v.getPropertyPath().toString(), v.getMessage(), (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
        return messages;
    }
}
