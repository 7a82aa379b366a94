/** What cases are found by: an index of keyed hashes, in the database and in each case's own transaction. */
@ApplicationModule
@NullMarked
package org.ganxian.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
