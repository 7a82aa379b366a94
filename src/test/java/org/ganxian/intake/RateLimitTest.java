package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.ganxian.platform.BucketsInMemory;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.encrypt.Encryptors;

class RateLimitTest {

    private final RateLimit limit = new RateLimit(new RateLimits(2, 3, 50, 10, 100), BucketsInMemory.make());

    @AfterEach
    void nobodyIsLoggedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anAddressThatKnocksTooOftenIsToldWhenToComeBack() {
        call("POST", "1.2.3.4");
        call("POST", "1.2.3.4");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> call("POST", "1.2.3.4"))
                .satisfies(r -> {
                    assertThat(r.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
                    assertThat(r.retryAfter())
                            .hasValueSatisfying(
                                    wait -> assertThat(wait.toSeconds()).isBetween(1L, 60L));
                });
    }

    @Test
    void placingAndAskingAreCountedApartAndByAddress() {
        login(new AnonymousAuthenticationToken("k", "anonymous", AuthorityUtils.createAuthorityList("ANONYMOUS")));
        call("POST", "1.2.3.4");
        call("POST", "1.2.3.4");
        for (int i = 0; i < 3; i++) {
            call("GET", "1.2.3.4");
        }
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> call("GET", "1.2.3.4"));
        assertThatCode(() -> call("POST", "1.2.3.5")).doesNotThrowAnyException();
    }

    @Test
    void anAddressCountsOverAllNodes() {
        SharedBuckets database = BucketsInMemory.make();
        List<RateLimit> nodes = Stream.generate(() -> new RateLimit(new RateLimits(20, 20, 50, 10, 100), database))
                .limit(2)
                .toList();
        int through = 0;
        for (int call = 0; call < 60; call++) {
            try {
                call(nodes.get(call % 2), "POST", "1.2.3.4");
                through++;
            } catch (Refusal tooOften) {
                assertThat(tooOften.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            }
        }
        assertThat(through).as("20, and a tenth more for the second node").isBetween(20, 22);
    }

    /** Of twenty a minute, whoever has less than half left; never who asks, nor staff. */
    @Test
    void aQuestionIsDueOnlyWhenFewCallsAreLeft() {
        RateLimit door = new RateLimit(new RateLimits(20, 20, 50, 10, 100), BucketsInMemory.make());
        for (int call = 1; call <= 20; call++) {
            assertThat(isAsked(call(door, "POST", "1.2.3.4")))
                    .as("call " + call)
                    .isEqualTo(call > 10);
            assertThat(isAsked(call(door, "GET", "1.2.3.4"))).isFalse();
        }
        assertThat(isAsked(call(door, "POST", "1.2.3.5"))).isFalse();

        RateLimit without = new RateLimit(new RateLimits(20, 20, 0, 10, 100), BucketsInMemory.make());
        for (int call = 1; call <= 20; call++) {
            assertThat(isAsked(call(without, "POST", "1.2.3.4"))).isFalse();
        }
    }

    private static boolean isAsked(MockHttpServletRequest request) {
        Sealed sealed = new Sealed(Encryptors.stronger("secret", "5c0744940b5c369b"), Clock.systemUTC());
        return new Challenges(sealed, BucketsInMemory.make())
                .due(request, null, null)
                .isPresent();
    }

    @Test
    void staffAreNotCounted() {
        login(new TestingAuthenticationToken("clerk", "x", "CLERK"));
        for (int i = 0; i < 100; i++) {
            call("POST", "1.2.3.4");
        }
    }

    @Test
    void oneIpv6NetworkIsOneClient() {
        call("POST", "2001:db8:1:2:3:4:5:6");
        call("POST", "2001:db8:1:2::1");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> call("POST", "2001:db8:1:2:ffff::9"));
        assertThatCode(() -> call("POST", "2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    private void call(String method, String address) {
        call(limit, method, address);
    }

    private MockHttpServletRequest call(RateLimit limit, String method, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/demands");
        request.setRemoteAddr(address);
        limit.preHandle(request, new MockHttpServletResponse(), this);
        return request;
    }

    private static void login(Authentication authentication) {
        SecurityContextHolder.getContext().setAuthentication(authentication);
    }
}
