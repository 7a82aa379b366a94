/** What is kept of the exchange: orders, envelopes, exceptions, comparisons. */
@NullMarked
package org.ganxian.exchange.kept;

import org.jspecify.annotations.NullMarked;
