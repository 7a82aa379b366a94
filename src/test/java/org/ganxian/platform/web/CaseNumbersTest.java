package org.ganxian.platform.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.util.List;
import org.ganxian.Spellings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class CaseNumbersTest {

    private static final String NUMBER = "ZZ20261123-000017";

    @RestController
    static class Door {

        @GetMapping("/cases/{number}")
        String inThePath(@PathVariable String number) {
            return number;
        }

        @GetMapping("/cases")
        String typed(@RequestParam String number, @RequestParam String other) {
            return number + "|" + other;
        }
    }

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Door())
            .setControllerAdvice(new CaseNumbers())
            .build();

    static List<String> spellings() {
        return Spellings.of(NUMBER);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everyDoorHasANumberInOneForm(String written) throws Exception {
        mvc.perform(get("/cases/{number}", written)).andExpect(content().string(NUMBER));
        mvc.perform(get("/cases").param("number", written).param("other", "a-b "))
                .andExpect(content().string(NUMBER + "|a-b "));
    }
}
