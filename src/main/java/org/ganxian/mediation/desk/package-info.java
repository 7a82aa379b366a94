/** 人民调解 at the desk: disputes are registered, found, read and stopped there, and stand beside their tasks. */
@NullMarked
package org.ganxian.mediation.desk;

import org.jspecify.annotations.NullMarked;
