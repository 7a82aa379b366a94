/** Messages of partners that cannot call us: they lie on pages, which we fetch. */
@NullMarked
package org.ganxian.exchange.polled;

import org.jspecify.annotations.NullMarked;
