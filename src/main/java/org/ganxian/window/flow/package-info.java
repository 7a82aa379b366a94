/** An application and the way it goes: its record, its documents and the beans of {@code processes/window-service.bpmn}. */
@NullMarked
package org.ganxian.window.flow;

import org.jspecify.annotations.NullMarked;
