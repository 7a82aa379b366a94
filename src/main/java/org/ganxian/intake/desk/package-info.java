/** The door for clerks: what they file for others. */
package org.ganxian.intake.desk;
