package org.ganxian.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.ganxian.settings.SettingsTrial.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where mail and calls may go, and for how long somebody waits for them. */
class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "2852039166",
                "169.254.0.1",
                "100.100.100.200",
                "168.63.129.16",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1"
            })
    void nothingIsSentWhereCloudsTellSecretsAndNoServerCanBe(String address) throws Exception {
        assertThat(Destination.isRefused(InetAddress.getByName(address))).isTrue();
        assertThat(Destination.mayBeSet(address)).isFalse();
        assertThatThrownBy(() -> Destination.require(address))
                .isInstanceOf(NotSent.class)
                .hasMessage(NotSent.ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "172.16.0.9",
                "192.168.1.1",
                "100.64.0.1",
                "203.0.113.9",
                "fd12:3456::1",
                "2001:db8::1",
                "64:ff9b::203.0.113.9"
            })
    void aServerOfTheInnerNetworkIsRight(String address) throws Exception {
        assertThat(Destination.isRefused(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aNameThatLeadsNowhereYetMayBeSetAndIsNotCalled() {
        assertThat(Destination.mayBeSet("gateway.invalid")).isTrue();
        assertThatThrownBy(() -> Destination.require("gateway.invalid"))
                .isInstanceOfSatisfying(
                        NotSent.class, e -> assertThat(e.inChinese()).contains("找不到这台服务器"));
    }

    @Test
    void whoeverTriesWaitsForSomeSecondsHoweverSlowTheOtherSideIs() throws Exception {
        ChannelTrials trials = new ChannelTrials(Clock.systemUTC(), Duration.ofMillis(50));
        CountDownLatch hanging = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            Outcome slow = trials.within(() -> {
                awaitDeaf(hanging);
                return new Outcome(true, "");
            });
            assertThat(slow.went()).isFalse();
            assertThat(slow.said()).contains("秒内没有答完");
        }
        assertThat(trials.within(() -> new Outcome(true, "")).said()).contains("前面的测试还没有结束");
        hanging.countDown();
        trials.destroy();
    }

    /** As a socket waits, which no interrupt ends. */
    private static void awaitDeaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException goOn) {
                // It does not listen.
            }
        }
    }

    @Test
    void whatNobodyForesawIsNamedAndNothingOfItsTextIsShown() {
        NotSent strange = NotSent.because(new IllegalStateException("mailbox of <li@zhangzhou.example>"));
        assertThat(strange.inChinese()).isEqualTo("没有发出去（IllegalStateException）");
    }
}
