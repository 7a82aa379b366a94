package org.ganxian;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.repository.Repository;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Arrows run one way: doors, flows, casework, then demand, evaluation, notice, sla, calendar, catalogue, settings and organization, then engine and platform. */
class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(GanxianApplication.class);

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.ganxian");

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("platform", Set.of()),
            entry("engine", Set.of("platform")),
            entry("imports", Set.of("platform", "engine")),
            entry("organization", Set.of("platform", "engine")),
            entry("audit", Set.of("platform", "organization")),
            entry("catalogue", Set.of("platform", "organization", "codes")),
            entry("document", Set.of("platform", "organization")),
            entry("calendar", Set.of("platform", "organization")),
            entry("sla", Set.of("platform", "engine", "organization", "calendar")),
            entry("settings", Set.of("platform", "organization")),
            entry("notice", Set.of("platform", "engine", "organization", "settings")),
            entry("demand", Set.of("platform", "sla")),
            entry("codes", Set.of("platform", "organization")),
            entry("danger", Set.of("platform", "organization")),
            entry("suggestion", Set.of("platform", "organization", "demand")),
            entry("similar", Set.of("platform", "demand")),
            entry("message", Set.of("platform", "engine", "organization", "settings", "sla", "demand", "notice")),
            entry("evaluation", Set.of("platform")),
            entry(
                    "escalation",
                    Set.of("platform", "engine", "organization", "codes", "calendar", "sla", "demand", "notice")),
            entry(
                    "casework",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "codes",
                            "calendar",
                            "sla",
                            "demand",
                            "evaluation",
                            "notice",
                            "message",
                            "escalation",
                            "suggestion",
                            "similar")),
            entry(
                    "order",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "settings",
                            "calendar",
                            "sla",
                            "demand",
                            "evaluation",
                            "danger",
                            "escalation",
                            "similar",
                            "casework")),
            entry(
                    "window",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "settings",
                            "catalogue",
                            "document",
                            "calendar",
                            "sla",
                            "demand",
                            "casework")),
            entry(
                    "mediation",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "codes",
                            "calendar",
                            "document",
                            "sla",
                            "demand",
                            "danger",
                            "settings",
                            "casework")),
            entry("search", Set.of("platform", "engine", "demand")),
            entry("views", Set.of("platform")),
            entry(
                    "insight",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "calendar",
                            "document",
                            "sla",
                            "settings",
                            "demand",
                            "evaluation",
                            "notice",
                            "escalation",
                            "search",
                            "views")),
            entry("publication", Set.of("platform", "engine", "organization", "sla", "demand", "order")),
            entry("privacy", Set.of("platform", "engine", "organization", "demand")),
            entry("rules", Set.of("platform", "engine", "organization", "demand")),
            entry("reply", Set.of("platform", "engine", "organization", "demand", "casework")),
            entry("reconciliation", Set.of("platform", "engine", "demand")),
            entry(
                    "dispatch",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "document",
                            "sla",
                            "demand",
                            "similar",
                            "casework",
                            "order")),
            entry(
                    "exchange",
                    Set.of(
                            "platform",
                            "engine",
                            "organization",
                            "settings",
                            "document",
                            "calendar",
                            "sla",
                            "demand",
                            "danger",
                            "notice",
                            "casework",
                            "order")),
            entry("mobile", Set.of("platform", "engine", "organization", "sla", "demand", "casework")),
            entry(
                    "intake",
                    Set.of(
                            "platform",
                            "engine",
                            "imports",
                            "organization",
                            "catalogue",
                            "document",
                            "demand",
                            "evaluation",
                            "insight",
                            "mediation",
                            "message",
                            "order",
                            "settings",
                            "sla",
                            "suggestion",
                            "window")));

    private static final int MOST_LINES = 350;
    private static final long MOST_CLASSES = 26;

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
                .check(CLASSES);
    }

    /** The engine's API is for everybody; what a fork of it may have made otherwise is named in one module. */
    @Test
    void onlyOneModuleKnowsHowTheEngineIsMade() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.ganxian.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.camunda.bpm.engine.impl..",
                        "org.camunda.bpm.engine.rest..",
                        "org.camunda.bpm.webapp..",
                        "org.camunda.bpm.cockpit..",
                        "org.camunda.bpm.spring.boot..",
                        "org.camunda.spin..")
                .check(CLASSES);
    }

    /** A room of a module may need the rows of another of its rooms; no other module does. */
    @Test
    void rowsAreReadAndWrittenByTheirOwnModuleAlone() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.isAssignableTo(Repository.class))
                        .flatMap(rows -> rows.getDirectDependenciesToSelf().stream())
                        .filter(use -> !moduleOf(use.getOriginClass()).equals(moduleOf(use.getTargetClass())))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    /** The first name below {@code org.ganxian}. */
    private static String moduleOf(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    /** A package with more than this is cut by topic. */
    @Test
    void noPackageIsACorridor() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    /** A class with more than this is cut by what it does. */
    @Test
    void noClassIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }

    /** It would exchange the shared application's store of tokens: {@link OwnForm}. */
    @Test
    void noTestTakesSpringsOwnTokenOfForms() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContain("RequestPostProcessors." + "csrf"));
        }
    }

    /** Null is checked where a package is marked. */
    @Test
    void everyPackageSaysWhatMayBeMissing() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }
}
