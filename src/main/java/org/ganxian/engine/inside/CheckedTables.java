package org.ganxian.engine.inside;

import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.ganxian.engine.tables.LatestEditions;
import org.ganxian.engine.tables.TableChecks;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** Refuses a deployment with a table of rules that makes no sense: the one before stays in force. */
@Component
@RequiredArgsConstructor
class CheckedTables extends AbstractCamundaConfiguration implements Deployer {

    private final TableChecks checks;
    private final LatestEditions editions;

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<Deployer> deployers = engine.getCustomPreDeployers() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomPreDeployers());
        deployers.add(this);
        engine.setCustomPreDeployers(deployers);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (deployment.isNew()) {
            deployment.getResources().values().stream()
                    .filter(file ->
                            file.getName().endsWith(".dmn") || file.getName().endsWith(".dmn11.xml"))
                    .forEach(this::check);
            editions.forget();
        }
    }

    private void check(ResourceEntity file) {
        List<String> mistakes = checks.mistakes(file.getBytes());
        if (!mistakes.isEmpty()) {
            throw Refusal.invalid(file.getName() + " 有误，没有生效，仍按原来的规则执行：" + String.join("；", mistakes));
        }
    }
}
