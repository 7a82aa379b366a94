package org.ganxian.engine.thrift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * No task has variables of its own in the database: nobody may write one by hand ({@code engine-calls.txt}), and what a form
 * or a flow sets is the process's.
 */
class NoTaskVariables extends VariableInstanceManager {

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskId(String task) {
        return new ArrayList<>();
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(
            String task, Collection<String> names) {
        return new ArrayList<>();
    }
}
