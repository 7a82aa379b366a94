/** What managers see: figures of their area with the lists behind them, waits on the diagrams, single cases, exports. */
package org.ganxian.insight;
