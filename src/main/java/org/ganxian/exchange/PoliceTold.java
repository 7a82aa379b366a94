package org.ganxian.exchange;

import lombok.RequiredArgsConstructor;
import org.ganxian.casework.PoliceDoor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 110 is told of dangers in cases of other flows: through the same outbox as of partners' orders. */
@Component
@Transactional
@RequiredArgsConstructor
class PoliceTold implements PoliceDoor {

    private final Outward outward;

    @Override
    public boolean tell(Danger danger) {
        return outward.emergency(danger);
    }
}
