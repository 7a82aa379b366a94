package org.ganxian.window.flow;

import org.springframework.stereotype.Component;

/** The parts of {@code processes/window-service.bpmn}, as the diagram has them. */
@Component
record WindowParts(Acceptance acceptance, DepartmentWork departments, Deciding deciding, Issuing issuing) {}
