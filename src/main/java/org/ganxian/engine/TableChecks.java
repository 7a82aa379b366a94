package org.ganxian.engine;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether a file of rules may take effect, by all checks there are. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TableChecks {

    private static final int SHOWN = 10;

    private final ObjectProvider<DecisionCheck> checks;

    /** zh-CN, the first mistakes; empty for a file that may take effect. */
    public List<String> mistakes(byte[] dmn) {
        return checks.stream()
                .flatMap(check -> mistakes(check, dmn).stream())
                .limit(SHOWN)
                .toList();
    }

    /** zh-CN, by one check; empty for a file that is sound or has no such table. */
    public static List<String> mistakes(DecisionCheck check, byte[] file) {
        try {
            DecisionTable table = new DecisionTable(check.decision(), file);
            if (!table.isThere()) {
                return List.of();
            }
            return table.isPlain() ? check.mistakes(table) : List.of("规则表只能用 FEEL 书写");
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException unreadable) {
            return List.of("不是能够读懂的规则表（" + unreadable.getMessage() + "）");
        }
    }
}
