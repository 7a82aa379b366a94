/** What ended without an agreement is asked after once, by somebody who had no part in it. */
@NullMarked
package org.ganxian.mediation.revisit;

import org.jspecify.annotations.NullMarked;
