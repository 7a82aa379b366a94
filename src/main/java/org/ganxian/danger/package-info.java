/** By which words a text is taken for a report of danger, until the duty desk has looked. */
@ApplicationModule
@NullMarked
package org.ganxian.danger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
