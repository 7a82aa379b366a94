/** How jobs are run: what comes first, how long a dead node's are held, and what may wait for others outside of a transaction. */
@NullMarked
package org.ganxian.engine.jobs;

import org.jspecify.annotations.NullMarked;
