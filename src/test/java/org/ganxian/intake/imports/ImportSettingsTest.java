package org.ganxian.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ganxian.intake.imports.ColumnProfile.Column;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ImportSettingsTest {

    private final Map<String, String> properties = new HashMap<>(Map.of(
            "ganxian.import.profiles.police.system", "110 分流",
            "ganxian.import.profiles.police.columns.number", "警情编号, 编号",
            "ganxian.import.profiles.police.columns.text", "内容",
            "ganxian.import.profiles.police.columns.category", "类别",
            "ganxian.import.profiles.police.columns.time", "时间",
            "ganxian.import.profiles.police.optional", "time",
            "ganxian.import.profiles.police.times", "yyyy/M/d H:mm"));

    @Test
    void aProfileIsAFewLinesOfConfiguration() {
        ImportSettings settings = bind();

        assertThat(settings.maxRows()).isEqualTo(50_000);
        ColumnProfile police = settings.profiles().get("police");
        assertThat(police.system()).isEqualTo("110 分流");
        assertThat(police.columns().get(Column.NUMBER)).isEqualTo(List.of("警情编号", "编号"));
        assertThat(police.name(Column.NUMBER)).isEqualTo("警情编号");
        assertThat(police.optional()).containsExactly(Column.TIME);
        assertThat(police.timeFormats()).hasSize(1);
    }

    @Test
    void aProfileThatCannotWorkStopsTheStart() {
        refused("columns.number", null, "number、text");
        refused("system", "很".repeat(41), "1 到 40 个字");
        refused("times", "yyyy/M/d bogus", null);
        refused("columns.colour", "颜色", null);
    }

    private void refused(String property, String value, String reason) {
        Map<String, String> before = new HashMap<>(properties);
        properties.put("ganxian.import.profiles.police." + property, value);
        properties.values().removeIf(java.util.Objects::isNull);
        var thrown = assertThatThrownBy(this::bind);
        if (reason != null) {
            thrown.hasStackTraceContaining(reason);
        }
        properties.clear();
        properties.putAll(before);
    }

    private ImportSettings bind() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("ganxian.import", ImportSettings.class)
                .get();
    }
}
