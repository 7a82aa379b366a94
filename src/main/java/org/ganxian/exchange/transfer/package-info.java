/** Cases of ours that partners are asked to handle: decision 062. */
@NullMarked
package org.ganxian.exchange.transfer;

import org.jspecify.annotations.NullMarked;
