package org.ganxian.exchange.envelope;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ganxian.platform.Refusal;
import org.springframework.stereotype.Component;

/** All suites by name. */
@Component
public class Suites {

    private final Map<String, Suite> byName;

    public Suites(List<Suite> all) {
        byName = all.stream().collect(Collectors.toMap(Suite::name, Function.identity()));
    }

    /** @throws Refusal 400 for one that there is not */
    public Suite of(String name) {
        Suite suite = byName.get(name);
        if (suite == null) {
            throw Refusal.field("suite", "没有这种签名和加密的套件：" + name);
        }
        return suite;
    }

    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }
}
