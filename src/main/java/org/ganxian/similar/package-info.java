/** Which open demands are likely the same matter, by text and place; a person decides. */
@ApplicationModule
@NullMarked
package org.ganxian.similar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
