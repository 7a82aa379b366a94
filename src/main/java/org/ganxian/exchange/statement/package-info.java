/** 对账单: what both sides had that day, kept line by line and set as a paper; and the figures of a month. */
@NullMarked
package org.ganxian.exchange.statement;

import org.jspecify.annotations.NullMarked;
