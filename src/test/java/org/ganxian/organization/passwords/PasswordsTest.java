package org.ganxian.organization.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    @ParameterizedTest
    @CsvSource({
        "short-9ch, 至少",
        "密码很短只有九个字, 至少",
        "i-am-member1-yes, 用户名",
        "我是陈小明呀呀呀呀呀, 姓名",
        "1111111111, 规律",
        "abababababab, 规律",
        "1234567890, 规律",
        "abcdefghijkl, 规律",
        "9876543210, 规律",
        "Password123!, 常见",
        "2026qwertyuiop, 常见",
        "ｐａｓｓｗｏｒｄ１２３, 常见",
        "woaini1314520, 常见",
        "1qaz2wsx3edc, 常见",
        "ganxian2026!!, 常见"
    })
    void aPasswordThatIsEasyToGuessIsRefusedWithItsReason(String password, String reason) {
        assertThat(Passwords.problem(password, "member1", "陈小明"))
                .hasValueSatisfying(problem -> assertThat(problem).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"荔枝树下的老石桥有三块", "Kf7-pw2x-9Qda", "blue lychee under the bridge", "3b9e1c77a0d24f56"})
    void aPassphraseOrALongRandomOneWillDo(String password) {
        assertThat(Passwords.problem(password, "member1", "陈小明")).isEmpty();
    }
}
