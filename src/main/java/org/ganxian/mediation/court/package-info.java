/** Which courts may be asked to confirm what a dispute's parties agreed on. */
@NullMarked
package org.ganxian.mediation.court;

import org.jspecify.annotations.NullMarked;
