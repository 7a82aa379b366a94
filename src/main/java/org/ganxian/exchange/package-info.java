/** Exchange of cases with 110, 12345 and other systems, which neither loses, doubles nor forgets: decision 060. */
@NullMarked
package org.ganxian.exchange;

import org.jspecify.annotations.NullMarked;
