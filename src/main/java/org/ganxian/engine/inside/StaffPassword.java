package org.ganxian.engine.inside;

import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;

/** Asks the roster about every new password, whichever door it comes by. */
@RequiredArgsConstructor
class StaffPassword implements PasswordPolicy, PasswordPolicyRule {

    private final ObjectProvider<Roster> roster;

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.of(this);
    }

    @Override
    public String getPlaceholder() {
        return "PASSWORD_POLICY_LENGTH";
    }

    @Override
    public Map<String, String> getParameters() {
        return Map.of("minLength", "10");
    }

    /** The webapps try a password before they save it. */
    @Override
    public boolean execute(String password) {
        try {
            roster.getObject().refuseWeak("", password);
            return true;
        } catch (Refusal weak) {
            return false;
        }
    }

    /** @throws ProcessEngineException around a refusal with 400, in words that the engine has not */
    @Override
    public boolean execute(String password, User user) {
        if (user == null || user.getId() == null) {
            return execute(password);
        }
        try {
            roster.getObject().refuseWeak(user.getId(), password);
            return true;
        } catch (Refusal weak) {
            // So that the engine's doors find the reason and answer with it.
            throw new ProcessEngineException(weak.getMessage(), weak);
        }
    }
}
