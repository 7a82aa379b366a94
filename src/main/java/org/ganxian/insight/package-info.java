/** What managers see: figures of their area with the lists behind them, waits on the diagrams, single cases, exports. */
@NullMarked
package org.ganxian.insight;

import org.jspecify.annotations.NullMarked;
