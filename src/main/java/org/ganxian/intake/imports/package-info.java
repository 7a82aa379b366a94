/** The door for files: records of other systems, a row each. */
@NullMarked
package org.ganxian.intake.imports;

import org.jspecify.annotations.NullMarked;
