package org.ganxian.platform;

import org.springframework.core.annotation.Order;

/**
 * What a start has to have done before anybody can come in: the city's units, its processes, a demo's stories. All of
 * them are done one after the other, by {@link Order}, before the web server listens; one that fails stops the start.
 */
public interface Groundwork {

    void lay() throws Exception;
}
