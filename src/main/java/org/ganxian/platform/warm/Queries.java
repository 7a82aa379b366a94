package org.ganxian.platform.warm;

import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

/** Takes all queries apart that nobody has needed yet, and gives back the memory that this took. A test does the same, so none is wrong. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@RequiredArgsConstructor
@Slf4j
class Queries implements FirstUse {

    private final ListableBeanFactory beans;

    @Override
    public void rehearse() {
        try {
            beans.getBeansOfType(Repository.class);
        } catch (RuntimeException wrong) {
            log.error("A query that nobody can ask", wrong);
        }
        ParsersMemory.giveBack();
    }
}
