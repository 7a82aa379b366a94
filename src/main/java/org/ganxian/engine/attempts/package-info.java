/** How often a login may be tried, by whom and from which browser. */
@NullMarked
package org.ganxian.engine.attempts;

import org.jspecify.annotations.NullMarked;
