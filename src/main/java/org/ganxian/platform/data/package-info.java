/** How rows are read no more often than needed: kept by a stamp, once a transaction, with their lock. */
@NullMarked
package org.ganxian.platform.data;

import org.jspecify.annotations.NullMarked;
