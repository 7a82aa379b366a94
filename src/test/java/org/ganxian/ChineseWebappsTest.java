package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Chinese of Camunda's webapps against the English that their own jar brings: after an upgrade this tells which
 * labels are new, gone or changed in what they hold.
 */
class ChineseWebappsTest {

    private static final String CAMUNDA = "META-INF/resources/webjars/camunda/";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The name that a placeholder starts with; what an expression makes of it is the translation's affair. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+).*?}}|(\\{}|%[sd])");

    private static final Pattern TAG = Pattern.compile("</?(?:a|b|br|code|em|i|li|p|strong|u|ul)(?: [^>]*)?/?>");
    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

    /** Names, formats and abbreviations that Chinese officials read as they are. */
    private static final Set<String> NAMES = Set.of(
            "BPMN",
            "CSV",
            "CTRL",
            "Camunda",
            "DI",
            "DMN",
            "EDE",
            "FNI",
            "ID",
            "JSON",
            "LDAP",
            "Optimize",
            "PI",
            "TU",
            "XML",
            "cockpit",
            "tasklist",
            "YYYY",
            "MM",
            "DDTHH",
            "yyyy",
            "ddTHH",
            "mm",
            "ss");

    /** An English plural's ending, and a sentence for tasks without a form, which 干线 has none of. */
    private static final Set<String> EMPTY =
            Set.of("NO_TASK_FORM", "PLGN_BATCH_S", "PLGN_MIG_S", "PLGN_MOD_DIALOG_S", "PLGN_MOD_RESTART_DIALOG_S");

    /** Hidden from staff by the style sheet; its link leads to the vendor's migration guide. */
    private static final String BANNER = "BANNER_CE_EOL_TEXT";

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"admin", "cockpit", "tasklist", "welcome"})
    void everyLabelIsInChineseAndNoneIsLeftOver(String app) throws IOException {
        assertThat(labels(app, "zh").keySet())
                .containsExactlyInAnyOrderElementsOf(labels(app, "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "cockpit", "tasklist", "welcome"})
    void whatALabelIsFilledWithAndItsTagsAreThoseOfTheEnglish(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        labels(app, "zh").forEach((key, chinese) -> {
            if (!key.equals(BANNER)) {
                assertThat(placeholders(chinese)).as(key).isEqualTo(placeholders(english.get(key)));
                assertThat(found(TAG, chinese)).as(key).isEqualTo(found(TAG, english.get(key)));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "cockpit", "tasklist", "welcome"})
    void noLabelHasAnEnglishWord(String app) throws IOException {
        labels(app, "zh").forEach((key, chinese) -> {
            String text =
                    TAG.matcher(PLACEHOLDER.matcher(chinese).replaceAll(" ")).replaceAll(" ");
            assertThat(found(LATIN_WORD, text.replaceAll("&\\w+;", " ")))
                    .as(key)
                    .isSubsetOf(NAMES);
            assertThat(chinese.isBlank()).as(key + " is empty").isEqualTo(EMPTY.contains(key));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "cockpit", "tasklist", "welcome"})
    void datesAreChinese(String app) throws IOException {
        JsonNode dates = locale(app, "zh").path("dateLocales");
        JsonNode english = locale("cockpit", "en").path("dateLocales");
        assertThat(dates.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(() -> english.fieldNames());
        english.fieldNames()
                .forEachRemaining(part -> assertThat(dates.path(part).size())
                        .as(part)
                        .isEqualTo(english.path(part).size()));
        assertThat(dates.path("longDateFormat").path("L").asText()).isEqualTo("YYYY-MM-DD");
        assertThat(dates.path("relativeTime").path("dd").asText()).isEqualTo("%d 天");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "cockpit", "tasklist", "welcome"})
    void chineseIsTheFallbackAndEnglishStaysSelectableUnderOurName(String app) throws IOException {
        assertThat(text("app/" + app + "/scripts/config.js"))
                .contains("app: {name: '干线', vendor: '漳州'}")
                .contains("locales: {availableLocales: ['zh', 'en'], fallbackLocale: 'zh'}")
                .contains("'../../assets/ganxian'");
        assertThat(text("app/" + app + "/styles/user-styles.css"))
                .startsWith("@import url(\"../../../assets/ganxian.css\");");
        assertThat(labels(app, "zh")).containsEntry("APP_VENDOR", "干线").containsKey("CAM_WIDGET_FOOTER_POWERED_BY");
    }

    @Test
    void theBannerAboutTheEnginesSuccessorIsHidden() throws IOException {
        assertThat(text("assets/ganxian.css")).contains(".ce-eol-banner { display: none !important; }");
        assertThat(text("assets/ganxian.js")).isNotBlank();
    }

    private Map<String, String> labels(String app, String language) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        locale(app, language).path("labels").properties().forEach(label -> {
            assertThat(label.getValue().isTextual()).as(label.getKey()).isTrue();
            labels.put(label.getKey(), label.getValue().asText());
        });
        assertThat(labels).hasSizeGreaterThan(100);
        return labels;
    }

    private JsonNode locale(String app, String language) throws IOException {
        return json.readTree(
                text("app/" + app + "/locales/" + language + ".json").replace(BYTE_ORDER_MARK, ""));
    }

    /** The first of this name on the classpath, as the webapps are served it. */
    private static String text(String path) throws IOException {
        URL file = ChineseWebappsTest.class.getClassLoader().getResource(CAMUNDA + path);
        assertThat(file).as(path).isNotNull();
        return new String(file.openStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> placeholders(String label) {
        return PLACEHOLDER
                .matcher(label)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .sorted()
                .toList();
    }

    private static List<String> found(Pattern pattern, String label) {
        return pattern.matcher(label).results().map(MatchResult::group).sorted().toList();
    }
}
