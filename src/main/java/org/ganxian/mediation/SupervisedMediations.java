package org.ganxian.mediation;

import org.ganxian.casework.SupervisedCases;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What supervision does to a mediation. A superior urges; the case and what is said in it stay with the mediators whom the
 * parties have accepted.
 */
@Component
class SupervisedMediations extends SupervisedCases {

    SupervisedMediations(MediationVariables variables, MediationGroups groups, Parts parts) {
        super(variables, groups, parts);
    }

    @Override
    protected String called() {
        return "这件调解";
    }

    @Override
    public void takeOver(String number, String username) {
        throw Refusal.field("decision", "调解员由当事人接受，上级不能代为调解，请选择批注");
    }

    @Override
    public void redispatch(String number, @Nullable String unit) {
        throw Refusal.field("decision", "调解员由当事人接受，上级不能改派，请选择批注");
    }
}
