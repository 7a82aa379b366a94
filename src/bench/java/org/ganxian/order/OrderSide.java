package org.ganxian.order;

import org.ganxian.SentToDatabase;

/** One of the two that are compared. */
interface OrderSide extends AutoCloseable {

    /** From the start to the rating. */
    void oneCase();

    SentToDatabase sent();

    @Override
    void close();
}
