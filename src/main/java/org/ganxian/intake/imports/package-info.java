/** The door for files: records of other systems, a row each. */
package org.ganxian.intake.imports;
