/** Who is told when partners say something of a case: above all of danger. */
@NullMarked
package org.ganxian.exchange.danger;

import org.jspecify.annotations.NullMarked;
