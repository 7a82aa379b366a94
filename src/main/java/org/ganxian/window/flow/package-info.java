/** An application and the way it goes: its record, its documents and the beans of {@code processes/window-service.bpmn}. */
package org.ganxian.window.flow;
