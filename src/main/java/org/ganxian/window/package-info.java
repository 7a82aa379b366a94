/** 前台受理、部门后台办理、窗口统一出件: applications for service items, {@code processes/window-service.bpmn}. */
package org.ganxian.window;
