package org.ganxian.exchange;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.ganxian.engine.variables.EngineVariables;
import org.springframework.stereotype.Component;

/** All that the processes of the exchange keep in the engine. */
@Component
class ExchangeVariables extends EngineVariables<ExchangeVariables.Name> {

    enum Name {
        exchangeRoute
    }

    /** Where an order goes; gateways read it. */
    enum Route {
        DANGER,
        OURS,
        TALK,
        BACK,
        WITHDRAWN
    }

    ExchangeVariables() {
        super(Name.class);
    }

    void route(VariableScope scope, Route route) {
        forgetTyped(scope);
        set(scope, Name.exchangeRoute, route);
    }

    void forget(VariableScope scope) {
        forgetTyped(scope);
    }
}
