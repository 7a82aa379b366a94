/** Which category a text is about, suggested with its reason; a person chooses. */
@ApplicationModule
@NullMarked
package org.ganxian.suggestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
