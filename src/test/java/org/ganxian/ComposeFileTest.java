package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of the compose file without Docker. */
class ComposeFileTest {

    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path SETTINGS = Path.of("src/main/resources/application.yml");

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_0-9]+)");
    private static final Pattern IN_EXAMPLE = Pattern.compile("(?m)^(?:# )?([A-Z][A-Z_0-9]+)=");

    /** Keys of a service that the Compose specification knows, as far as they are of use here. */
    private static final Set<String> OF_A_SERVICE = Set.of(
            "build",
            "command",
            "depends_on",
            "entrypoint",
            "env_file",
            "environment",
            "healthcheck",
            "image",
            "logging",
            "mem_limit",
            "networks",
            "ports",
            "profiles",
            "restart",
            "security_opt",
            "stop_grace_period",
            "volumes");

    /** What only the composition of containers decides. */
    private static final Set<String> FIXED = Set.of("SERVER_PORT", "MYSQL_PASSWORD", "MYSQL_ROOT_PASSWORD");

    private final Map<String, Object> compose = read();

    private static Map<String, Object> read() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(COMPOSE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private Map<String, Object> services() {
        return map(compose.get("services"));
    }

    @Test
    void theFileSaysOnlyWhatComposeKnowsAndLeansOnWhatIsThere() {
        Set<String> networks = map(compose.get("networks")).keySet();
        Set<String> volumes = map(compose.get("volumes")).keySet();
        assertThat(compose.keySet()).containsExactlyInAnyOrder("x-logging", "services", "networks", "volumes");
        services().forEach((name, of) -> {
            Map<String, Object> service = map(of);
            assertThat(service.keySet()).as(name).isSubsetOf(OF_A_SERVICE);
            assertThat(networks).as(name).containsAll((List<String>) service.get("networks"));
            if (service.get("depends_on") instanceof Map<?, ?> others) {
                assertThat(services().keySet())
                        .as(name)
                        .containsAll(
                                others.keySet().stream().map(String::valueOf).toList());
            }
            listOf(service, "volumes").forEach(volume -> {
                String source = volume.replaceAll("\\$\\{[^}]*}", "./data").split(":")[0];
                if (source.startsWith("./src")) {
                    assertThat(Path.of(source)).as(name).exists();
                } else if (!source.startsWith("./data")) {
                    assertThat(volumes).as(name).contains(source);
                }
            });
        });
    }

    private static List<String> listOf(Map<String, Object> service, String key) {
        return service.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Test
    void imagesArePinnedLogsAreRotatedAndEachServiceComesBackAndSaysHowItIs() {
        services().forEach((name, of) -> {
            Map<String, Object> service = map(of);
            if (!service.containsKey("build")) {
                assertThat(String.valueOf(service.get("image"))).as(name).matches("[a-z/]+:\\d+\\.\\d+\\.\\d+");
            }
            assertThat(map(map(service.get("logging")).get("options")).keySet())
                    .as(name)
                    .contains("max-size", "max-file");
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            if (!name.equals("proxy")) {
                assertThat(service).as(name).containsKey("healthcheck");
            }
        });
    }

    @Test
    void everyVariableOfTheFileStandsInTheExampleWithAWordOfWhatItIs() throws IOException {
        String example = Files.readString(EXAMPLE);
        Set<String> known = found(IN_EXAMPLE, example);
        assertThat(known).containsAll(found(VARIABLE, Files.readString(COMPOSE)));
        known.forEach(name -> assertThat(example)
                .as(name)
                .containsPattern(
                        "(?m)(^# .*\\p{IsHan}.*\\n(?:.*\\n)*?(?:# )?" + name + "=|" + name + "=.*\\p{IsHan})"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whateverIsSetBesideTheFileReachesTheApplicationOnBothNodes() {
        for (String node : List.of("app", "app2")) {
            Map<String, Object> app = map(services().get(node));
            assertThat(app).containsEntry("env_file", ".env");
            map(app.get("environment")).forEach((name, value) -> {
                if (name.startsWith("GANXIAN_")) {
                    assertThat(String.valueOf(value))
                            .as("its value comes from .env")
                            .startsWith("${" + name);
                } else {
                    assertThat(name)
                            .satisfiesAnyOf(
                                    n -> assertThat(FIXED).contains(n),
                                    n -> assertThat(n).startsWith("SPRING_DATASOURCE_"));
                }
            });
        }
    }

    static Stream<String> settings() throws IOException {
        return new YamlPropertySourceLoader()
                .load("application", new FileSystemResource(SETTINGS)).stream()
                        .map(EnumerablePropertySource.class::cast)
                        .flatMap(source -> Stream.of(source.getPropertyNames()))
                        .filter(name -> name.startsWith("ganxian."))
                        // Maps of a city's own columns: a file beside the application, or SPRING_APPLICATION_JSON.
                        .filter(name -> !name.startsWith("ganxian.import.profiles."));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingOfOursHasANameInCapitalsThatIsHeard(String setting) throws IOException {
        String name = setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new FileSystemResource(SETTINGS))
                .forEach(environment.getPropertySources()::addLast);
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "heard")));
        assertThat(environment.getProperty(setting)).isEqualTo("heard");
    }
}
