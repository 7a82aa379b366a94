/** 110 is told that a dispute has become dangerous, and nothing of what it is about. */
@NullMarked
package org.ganxian.mediation.alarm;

import org.jspecify.annotations.NullMarked;
