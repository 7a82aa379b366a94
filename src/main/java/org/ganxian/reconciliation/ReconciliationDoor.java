package org.ganxian.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Codes;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /actuator/reconciliation}: looks now, and repairs when it is told to. For the operator, as all below {@code /actuator}. */
@RestController
@RequestMapping(path = "/actuator/reconciliation", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ReconciliationDoor {

    private static final int USUAL = 10_000;
    private static final int MOST = 100_000;
    private static final int SHOWN = 200;

    /**
     * @param sound whether nothing was found, as far as it was looked
     * @param dryRun null for a look; true when nothing was repaired
     * @param looked rows of all ties together
     * @param ties how many breaks each tie has, those without left out
     * @param cases the first of them
     * @param next to be sent as {@code after} to go on; missing at the end
     * @param lastNight missing before the first night
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            boolean sound,
            @Nullable Boolean dryRun,
            int looked,
            int broken,
            Map<String, Long> ties,
            List<Break> cases,
            @Nullable String next,
            @Nullable Night lastNight) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Night(Instant startedAt, @Nullable Instant finishedAt, long looked, int broken) {}

    private final Reconciliation reconciliation;
    private final ReconciliationRun.Repository runs;
    private final CurrentActor actors;

    /**
     * @param after where to go on
     * @param most rows to look at
     */
    @GetMapping
    Answer look(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "" + USUAL) int most) {
        return answer(reconciliation.look(after, bounded(most)), null);
    }

    /**
     * @param dryRun only {@code false} repairs
     * @param after where to go on
     * @param most rows to look at
     * @param number of one case; all cases without
     */
    record Wanted(
            @Nullable Boolean dryRun,
            @Nullable String after,
            @Nullable Integer most,
            @Nullable String number) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer repair(@RequestBody Wanted wanted) {
        boolean dry = !Boolean.FALSE.equals(wanted.dryRun());
        Actor by = actors.get();
        if (wanted.number() != null) {
            List<Break> breaks = reconciliation.lookAt(Codes.number(wanted.number()), dry ? null : by);
            return answer(new Reconciliation.Part(1, breaks, null), dry);
        }
        int most = bounded(wanted.most() == null ? USUAL : wanted.most());
        return answer(
                dry ? reconciliation.look(wanted.after(), most) : reconciliation.repair(wanted.after(), most, by), dry);
    }

    private static int bounded(int most) {
        if (most < 1 || most > MOST) {
            throw Refusal.invalid("most 应在 1 到 " + MOST + " 之间");
        }
        return most;
    }

    private Answer answer(Reconciliation.Part part, @Nullable Boolean dryRun) {
        List<Break> breaks = part.breaks();
        Optional<Night> last = runs.findFirstByOrderByIdDesc()
                .map(run -> new Night(run.startedAt(), run.finishedAt(), run.looked(), run.broken()));
        return new Answer(
                breaks.isEmpty(),
                dryRun,
                part.looked(),
                breaks.size(),
                breaks.stream().collect(Collectors.groupingBy(Break::tie, TreeMap::new, Collectors.counting())),
                breaks.stream().limit(SHOWN).toList(),
                part.next(),
                last.orElse(null));
    }
}
