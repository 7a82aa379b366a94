package org.ganxian.engine.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
    private final ShippedTables shipped;
    private final ObjectProvider<TableEditions> editions;

    /** zh-CN, the first mistakes of a file that is to take effect; empty when it may. */
    public List<String> mistakes(byte[] dmn) {
        return checks.stream()
                .flatMap(check -> mistakes(check, dmn, gaps -> answeredByNobody(check.decision(), gaps)).stream())
                .limit(SHOWN)
                .toList();
    }

    /**
     * Of what a table that is to take effect leaves open, what may not stay so. What the table in force leaves open, too,
     * and this release's answers is left to the release's: the city need not take in a new flow to change an old one.
     */
    public List<Map<String, Object>> answeredByNobody(String decision, List<Map<String, Object>> gaps) {
        if (gaps.isEmpty()) {
            return gaps;
        }
        List<Map<String, Object>> left = new ArrayList<>(gaps);
        editions.getObject()
                .inForce(decision)
                .map(now -> new DecisionTable(decision, editions.getObject().content(now)))
                .ifPresent(now -> left.removeIf(
                        question -> now.answer(question).isEmpty() && isAnsweredByTheRelease(decision, question)));
        return left;
    }

    private boolean isAnsweredByTheRelease(String decision, Map<String, Object> question) {
        return shipped.answer(decision, question).isPresent();
    }

    /**
     * zh-CN, by one check, of a table that is at work; empty for a file that is sound or has no such table. An upgrade that
     * asks it more than it knows does not make it wrong: the release's own table answers that.
     */
    public List<String> mistakesAtWork(DecisionCheck check, byte[] file) {
        return mistakes(
                check,
                file,
                gaps -> gaps.stream()
                        .filter(question -> !isAnsweredByTheRelease(check.decision(), question))
                        .toList());
    }

    private static List<String> mistakes(
            DecisionCheck check, byte[] file, UnaryOperator<List<Map<String, Object>>> wrongOnes) {
        try {
            DecisionTable table = new DecisionTable(check.decision(), file);
            if (!table.isThere()) {
                return List.of();
            } else if (!table.isPlain()) {
                return List.of("规则表只能用 FEEL 书写");
            }
            List<String> mistakes = check.mistakes(table);
            return mistakes.isEmpty() ? gaps(check, table, wrongOnes) : mistakes;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException unreadable) {
            return List.of("不是能够读懂的规则表（" + unreadable.getMessage() + "）");
        }
    }

    private static List<String> gaps(
            DecisionCheck check, DecisionTable table, UnaryOperator<List<Map<String, Object>>> wrongOnes) {
        return wrongOnes.apply(table.coverage(check.questions().stream()).gaps()).stream()
                .map(check::unanswered)
                .toList();
    }
}
