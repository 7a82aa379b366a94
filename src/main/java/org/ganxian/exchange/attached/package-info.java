/** Files that come with partners' messages. */
@NullMarked
package org.ganxian.exchange.attached;

import org.jspecify.annotations.NullMarked;
