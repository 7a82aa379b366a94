/** Danger that partners tell of when there is a case already. */
@NullMarked
package org.ganxian.exchange.danger;

import org.jspecify.annotations.NullMarked;
