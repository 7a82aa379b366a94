package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.ganxian.Caller;
import org.ganxian.Caller.Answer;
import org.ganxian.IntegrationTest;
import org.ganxian.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** No day that somebody types is so far off that nothing can be reckoned from it, in whatever way it comes in. */
@IntegrationTest
class TypedDayTest {

    @LocalServerPort
    int port;

    @Test
    void aDayMayHaveBlanksAroundIt() {
        assertThat(TypedDay.of(" 2027-01-01 ", "from")).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2027-02-30", "1.1.2027", "+999999999-12-31", "-999999999-01-01", "0001-01-01"})
    void whatIsNoDayIsRefusedBesideItsField(String typed) {
        assertThatThrownBy(() -> TypedDay.of(typed, "from"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2027-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01"})
    void inAddressesJsonAndFormsAlike(String far) {
        String written = far.replace("+", "%2B");
        Caller auditor = Caller.of("auditor", port);
        Caller admin = Caller.of("admin", port);
        for (Answer answer : new Answer[] {
            auditor.get("/desk/audit?to=" + written),
            auditor.get("/desk/audit?from=" + written),
            auditor.get("/desk/audit/export?to=" + written),
            admin.post(
                    "/api/sla/units/350602004001/specials",
                    Map.of("kind", "CLOSED", "first", far, "last", far, "withSubunits", true, "reason", "停电")),
            admin.form("/desk/password", "/desk/people/member1/leaves", "from", far, "to", far)
        }) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        }
    }
}
