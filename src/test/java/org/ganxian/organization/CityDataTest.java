package org.ganxian.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.ganxian.platform.data.CityStamps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CityDataTest {

    @ParameterizedTest
    @CsvSource({
        "ganxian, 至少 10 个字符",
        "admin-2026-xyz, 不能包含用户名",
        "aaaaaaaaaaaa, 太有规律",
        "password123, 太常见",
    })
    void aWeakFirstPasswordEndsTheStartAndTheOperatorIsToldWhatToDo(String password, String why) {
        UnitRepository units = mock(UnitRepository.class, RETURNS_DEEP_STUBS);
        when(units.count()).thenReturn(25L);
        when(units.findFirstByKind(Unit.Kind.CITY))
                .thenReturn(Optional.of(new Unit("3506", Unit.Kind.CITY, null, "漳州市", null, false)));
        People people = mock(People.class);
        CityData data = new CityData(
                units,
                mock(CityStamps.class),
                people,
                new TransactionTemplate(mock(PlatformTransactionManager.class)),
                new MockEnvironment(),
                password);

        Throwable weak = catchThrowable(data::lay);
        assertThat(weak).hasMessageContaining(why);
        verify(people, never()).add(any(), anyString());

        // As Spring Boot finds it.
        FailureAnalysis told = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((analyzer, needsMore) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(new ApplicationContextException("Failed to start bean", weak)))
                .filter(analysis -> analysis != null)
                .findFirst()
                .orElseThrow();
        assertThat(told.getDescription())
                .contains("GANXIAN_ADMIN_PASSWORD", why)
                .doesNotContain("“" + password);
        assertThat(told.getAction()).contains("换一个密码");
    }
}
