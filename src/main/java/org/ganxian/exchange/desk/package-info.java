/** The pages of whoever looks after partners, and of whoever talks with them. */
@NullMarked
package org.ganxian.exchange.desk;

import org.jspecify.annotations.NullMarked;
