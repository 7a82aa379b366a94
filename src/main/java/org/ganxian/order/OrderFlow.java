package org.ganxian.order;

import org.springframework.stereotype.Component;

/** The bean that {@code processes/order.bpmn} calls. */
@Component("orderFlow")
public class OrderFlow {

    static final String REGISTERED = "demand-registered";
    static final String ANSWERED = "resident-answered";
    static final String WITHDRAWN = "demand-withdrawn";
    static final String RATED = "resident-rated";
}
