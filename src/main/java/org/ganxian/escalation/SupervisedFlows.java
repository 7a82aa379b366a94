package org.ganxian.escalation;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The flows that take part, by the key of their process. */
@Component
@RequiredArgsConstructor
class SupervisedFlows {

    private final ObjectProvider<SupervisedFlow> flows;

    SupervisedFlow of(String key) {
        List<SupervisedFlow> found =
                flows.stream().filter(f -> f.key().equals(key)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("No flow " + key + " that can be supervised");
        }
        return found.get(0);
    }
}
