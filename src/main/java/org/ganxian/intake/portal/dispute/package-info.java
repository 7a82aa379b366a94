/** The parties' pages of a dispute: what mediation is, how to ask for it, and what each sees and does with its own code. */
@NullMarked
package org.ganxian.intake.portal.dispute;

import org.jspecify.annotations.NullMarked;
