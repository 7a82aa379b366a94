/** The few technical pieces that every feature stands on: engine, security, time, encryption, errors. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.ganxian.platform;
