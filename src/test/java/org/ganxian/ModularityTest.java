package org.ganxian;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Arrows run one way: doors, flows, then demand, evaluation, notice, sla and organization, then platform. */
class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(GanxianApplication.class);

    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "platform", Set.of(),
            "organization", Set.of("platform"),
            "sla", Set.of("platform", "organization"),
            "notice", Set.of("platform", "organization"),
            "demand", Set.of("platform", "sla"),
            "evaluation", Set.of("platform"),
            "document", Set.of("platform"),
            "escalation", Set.of("platform", "organization", "sla", "demand", "notice"),
            "order", Set.of("platform", "organization", "sla", "demand", "evaluation", "notice", "escalation"),
            "intake", Set.of("platform", "organization", "demand", "evaluation", "order", "sla"));

    @Test
    void modulesUseEachOthersPublicFaceWithoutCircles() {
        MODULES.verify();
    }

    static Set<ApplicationModule> modules() {
        return MODULES.stream().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void arrowsRunOneWay(ApplicationModule module) {
        Set<String> used = module.getDirectDependencies(MODULES)
                .uniqueModules()
                .map(m -> m.getIdentifier().toString())
                .collect(Collectors.toSet());
        assertThat(MAY_USE).containsKey(module.getIdentifier().toString());
        assertThat(used).isSubsetOf(MAY_USE.get(module.getIdentifier().toString()));
    }

    @Test
    void theDemandKnowsNoProcess() {
        noClasses()
                .that()
                .resideInAPackage("org.ganxian.demand..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("org.ganxian.demand"));
    }
}
