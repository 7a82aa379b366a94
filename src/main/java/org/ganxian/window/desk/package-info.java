/** What the staff see of applications: the clerks' pages and the panel beside a task. */
package org.ganxian.window.desk;
