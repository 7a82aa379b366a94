/** Who calls a resident back whose case came from a partner, and what the partner hears of the call. */
@NullMarked
package org.ganxian.exchange.callback;

import org.jspecify.annotations.NullMarked;
