package org.ganxian.engine.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.commons.lang3.StringUtils;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.ganxian.engine.Choice;
import org.ganxian.engine.tables.RefusedTables;
import org.ganxian.engine.tables.TableEditions;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys processes, decisions and forms as one deployment once the city's units are known, so that forms can offer
 * them. Nothing is deployed when nothing changed, nor when a table of rules makes no sense: what was in force stays so. A
 * table that the city has changed is the city's (decision 027).
 */
@Component
@Order(ProcessDeployment.ORDER)
@RequiredArgsConstructor
@Slf4j
public class ProcessDeployment implements Groundwork {

    /** After units and people are loaded, before demands are. */
    public static final int ORDER = 20;

    private static final List<String> SOURCES =
            List.of("classpath*:processes/*.bpmn", "classpath*:processes/*.dmn", "classpath*:forms/*.form");

    private static final String TABLE = ".dmn";

    private final RepositoryService repositoryService;
    private final TableEditions editions;
    private final List<FormCatalogues> catalogues;
    private final RefusedTables refusedTables;
    private final ObjectMapper json;

    @Override
    public void lay() throws IOException {
        DeploymentBuilder deployment = repositoryService
                .createDeployment()
                .name("干线")
                .source(TableEditions.OF_RELEASES)
                .enableDuplicateFiltering(false);
        for (String source : SOURCES) {
            List<Resource> resources = List.of(new PathMatchingResourcePatternResolver().getResources(source)).stream()
                    .sorted(Comparator.comparing(Resource::getFilename))
                    .toList();
            for (Resource resource : resources) {
                try (InputStream content = resource.getInputStream()) {
                    String name = resource.getFilename();
                    String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                    if (!name.endsWith(TABLE)
                            || editions.isReleases(
                                    StringUtils.removeEnd(name, TABLE), text.getBytes(StandardCharsets.UTF_8))) {
                        deployment.addString(name, name.endsWith(".form") ? withCatalogues(text) : text);
                    }
                }
            }
        }
        try {
            log.info("Processes are deployed as {}", deployment.deploy().getId());
        } catch (Refusal refused) {
            if (repositoryService
                            .createDeploymentQuery()
                            .deploymentSource(TableEditions.OF_RELEASES)
                            .count()
                    == 0) {
                throw refused;
            }
            refusedTables.refuseShipped(List.of("随程序更新的 " + refused.getMessage()));
            log.error("新版流程和规则没有生效，仍按现行版本运行：{}", refused.getMessage());
        }
    }

    private String withCatalogues(String form) throws IOException {
        JsonNode root = json.readTree(form);
        for (JsonNode component : root.path("components")) {
            values(component.path("valuesKey").asText()).ifPresent(choices -> {
                ((ObjectNode) component).remove("valuesKey");
                ((ObjectNode) component).set("values", json.valueToTree(choices));
            });
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private Optional<List<Choice>> values(String key) {
        return catalogues.stream()
                .map(c -> c.under(key))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
