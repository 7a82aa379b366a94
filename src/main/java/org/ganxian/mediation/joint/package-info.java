/** 联片: several committees mediate together; one of them owns clock and seal. */
@NullMarked
package org.ganxian.mediation.joint;

import org.jspecify.annotations.NullMarked;
