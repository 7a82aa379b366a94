/** What a city sets for the whole system on a page instead of in files, unless its deployment fixes it. */
@ApplicationModule
@NullMarked
package org.ganxian.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
