/** The few technical pieces that every feature stands on: who acts, refusals, texts, web, privacy, files, time. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.ganxian.platform;
