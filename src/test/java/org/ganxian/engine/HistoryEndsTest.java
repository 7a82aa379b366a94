package org.ganxian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.camunda.bpm.engine.impl.jobexecutor.historycleanup.HistoryCleanupHelper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The engine's tables stop growing: whatever is written there has an end, and every night what is past it goes. */
class HistoryEndsTest {

    private static final String SETTING = "camunda.bpm.generic-properties.properties.history-cleanup-batch-window-";

    @Test
    void everyDiagramAndTableSaysHowLongItsHistoryIsKept() throws IOException {
        for (String kind : new String[] {"bpmn", "dmn"}) {
            Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*." + kind);
            assertThat(all).isNotEmpty();
            for (Resource one : all) {
                assertThat(one.getContentAsString(StandardCharsets.UTF_8))
                        .as(one.getFilename())
                        .contains("historyTimeToLive=\"P");
            }
        }
    }

    @Test
    void whatHasOutlivedItsTimeIsCleanedAwayEveryNightInChinasTime() throws Exception {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        Properties settings = yaml.getObject();
        assertThat(settings).isNotNull();
        String from = settings.getProperty(SETTING + "start-time");
        String to = settings.getProperty(SETTING + "end-time");
        assertThat(from).isEqualTo("01:00+0800");
        assertThat(to).isEqualTo("05:00+0800");
        assertThat(HistoryCleanupHelper.parseTimeConfiguration(to))
                .isAfter(HistoryCleanupHelper.parseTimeConfiguration(from));
    }
}
