package org.ganxian.engine.inside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.ganxian.engine.deployment.ProcessDeployment;
import org.ganxian.engine.tables.DecisionCheck;
import org.ganxian.engine.tables.RefusedTables;
import org.ganxian.engine.tables.ShippedTables;
import org.ganxian.engine.tables.TableChecks;
import org.ganxian.platform.Groundwork;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks at the tables of rules that a start finds in the database: one may have come there before tables were checked,
 * or past the checks. In its place the last sound version takes effect, or else the shipped one. No start fails for it.
 */
@Slf4j
@Component
@Order(TablesInForce.ORDER)
@RequiredArgsConstructor
class TablesInForce implements Groundwork {

    static final int ORDER = ProcessDeployment.ORDER + 1;

    /** Name of the deployment that puts a sound table in the place of a wrong one. */
    private static final String REPLACEMENT = "恢复规则表";

    private final RepositoryService repository;
    private final List<DecisionCheck> checks;
    private final TableChecks soundness;
    private final ShippedTables shipped;
    private final RefusedTables refused;

    private record Version(String name, int number, byte[] file, List<String> mistakes) {

        boolean isSound() {
            return mistakes.isEmpty();
        }

        String inWords() {
            return "%s 第 %d 版有误：%s".formatted(name, number, String.join("；", mistakes));
        }
    }

    @Override
    public void lay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (DecisionCheck check : checks) {
            List<Version> versions = versions(check);
            versions.stream().filter(v -> !v.isSound()).map(Version::inWords).forEach(wrong::add);
            if (!versions.isEmpty() && !versions.get(0).isSound()) {
                replace(check, versions);
            }
        }
        refused.refuseDeployed(wrong);
    }

    /** The newest ones first, down to the second sound one: what has been replaced since stands above it. */
    private List<Version> versions(DecisionCheck check) throws IOException {
        List<Version> versions = new ArrayList<>();
        int sound = 0;
        for (DecisionDefinition one : repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(check.decision())
                .orderByDecisionDefinitionVersion()
                .desc()
                .list()) {
            try (InputStream file = repository.getDecisionModel(one.getId())) {
                byte[] content = file.readAllBytes();
                versions.add(new Version(one.getResourceName(), one.getVersion(), content, mistakes(check, content)));
            }
            sound += versions.get(versions.size() - 1).isSound() ? 1 : 0;
            if (sound == 2) {
                break;
            }
        }
        return versions;
    }

    /** The release's own are looked at when it is built; at each start that would take a tenth of it. */
    private List<String> mistakes(DecisionCheck check, byte[] content) {
        boolean isShipped = shipped.file(check.decision())
                .filter(file -> Arrays.equals(file, content))
                .isPresent();
        return isShipped ? List.of() : soundness.mistakesAtWork(check, content);
    }

    private void replace(DecisionCheck check, List<Version> versions) {
        Version wrong = versions.get(0);
        Optional<Version> last = versions.stream().filter(Version::isSound).findFirst();
        Optional<byte[]> sound = last.isPresent() ? last.map(Version::file) : ofTheRelease(check);
        if (sound.isEmpty()) {
            log.error("{}。没有可用的旧版本，随程序提供的也有误，请立即更正", wrong.inWords());
            return;
        }
        repository
                .createDeployment()
                .name(REPLACEMENT)
                .addString(wrong.name(), new String(sound.get(), StandardCharsets.UTF_8))
                .deploy();
        log.error(
                "{}。没有执行，改按{}执行，请更正",
                wrong.inWords(),
                last.map(v -> "第 " + v.number() + " 版").orElse("随程序提供的规则"));
    }

    private Optional<byte[]> ofTheRelease(DecisionCheck check) {
        return shipped.file(check.decision())
                .filter(file -> soundness.mistakesAtWork(check, file).isEmpty());
    }
}
