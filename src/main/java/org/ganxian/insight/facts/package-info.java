/** The read models: what is known of each case and each wait, kept up as cases move. */
@NullMarked
package org.ganxian.insight.facts;

import org.jspecify.annotations.NullMarked;
