/** What follows from which messages of an order have come, in whatever order they came: plain rules without a database. */
@NullMarked
package org.ganxian.exchange.ledger;

import org.jspecify.annotations.NullMarked;
