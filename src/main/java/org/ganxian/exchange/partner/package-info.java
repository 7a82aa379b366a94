/** Who cases are exchanged with, as data: keys, addresses, what they call things, whose matters are whose. */
@NullMarked
package org.ganxian.exchange.partner;

import org.jspecify.annotations.NullMarked;
