/** 退单 of cases that partners have sent, and which units a list keeps from them: decision 062. */
@NullMarked
package org.ganxian.exchange.returns;

import org.jspecify.annotations.NullMarked;
