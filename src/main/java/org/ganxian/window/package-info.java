/** 前台受理、部门后台办理、窗口统一出件: applications for service items, {@code processes/window-service.bpmn}. */
@NullMarked
package org.ganxian.window;

import org.jspecify.annotations.NullMarked;
