/** The door for clerks: what they file for others. */
@NullMarked
package org.ganxian.intake.desk;

import org.jspecify.annotations.NullMarked;
