package org.ganxian.evaluation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ratings residents gave. No rating is no row: unrated stays unrated. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Evaluations {

    interface Repository extends JpaRepository<Evaluation, Long> {
        @Query("from Evaluation e where e.demandId = :demandId order by e.round desc limit 1")
        Optional<Evaluation> findFirstByDemandIdOrderByRoundDesc(Long demandId);

        boolean existsByDemandIdAndRound(Long demandId, int round);

        List<Evaluation> findByDemandIdInOrderByRound(Collection<Long> demandIds);
    }

    /** Below all rounds of a demand's own, so that none of them counts for another. */
    private static final int FOLLOWED = -100;

    private final Repository evaluations;
    private final Clock clock;

    /** Keeps a rating; {@code comment} may be null. */
    public Evaluation rate(Long demandId, int round, Grade grade, @Nullable String comment) {
        return evaluations.save(new Evaluation(demandId, round, grade, comment, clock.instant()));
    }

    /** The round under which a follower's rating of this round of the demand that it follows is kept. */
    public static int followed(int round) {
        return FOLLOWED + round;
    }

    @Transactional(readOnly = true)
    public boolean isRated(Long demandId, int round) {
        return evaluations.existsByDemandIdAndRound(demandId, round);
    }

    /** The newest rating, if the resident gave one. */
    @Transactional(readOnly = true)
    public Optional<Evaluation> latest(Long demandId) {
        return evaluations.findFirstByDemandIdOrderByRoundDesc(demandId);
    }

    /** The newest rating of each of these demands that has one. */
    @Transactional(readOnly = true)
    public Map<Long, Evaluation> latest(Collection<Long> demandIds) {
        return evaluations.findByDemandIdInOrderByRound(demandIds).stream()
                .collect(Collectors.toMap(Evaluation::demandId, e -> e, (earlier, later) -> later));
    }
}
