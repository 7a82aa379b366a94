/** What is over, summed by day for the whole city and for each district, so that a look does not go through it. */
@NullMarked
package org.ganxian.insight.days;

import org.jspecify.annotations.NullMarked;
