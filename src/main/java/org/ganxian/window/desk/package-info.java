/** What the staff see of applications: the clerks' pages and the panel beside a task. */
@NullMarked
package org.ganxian.window.desk;

import org.jspecify.annotations.NullMarked;
