/** Files on their way in, part by part: whatever stops, any node goes on. What a file means is its kind's. */
@ApplicationModule
@NullMarked
package org.ganxian.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
