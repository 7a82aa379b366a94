/** The few technical pieces that every feature stands on: who acts, refusals, texts, web, privacy, files, time. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
@NullMarked
package org.ganxian.platform;

import org.jspecify.annotations.NullMarked;
