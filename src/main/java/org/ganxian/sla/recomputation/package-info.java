/** What a changed calendar or table of limits makes of clocks that run: foreseen, then carried out batch by batch. */
@NullMarked
package org.ganxian.sla.recomputation;

import org.jspecify.annotations.NullMarked;
