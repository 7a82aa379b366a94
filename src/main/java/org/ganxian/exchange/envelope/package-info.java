/** The signed and encrypted envelope in which cases are exchanged: read, checked, written. Knows no database and no process. */
@NullMarked
package org.ganxian.exchange.envelope;

import org.jspecify.annotations.NullMarked;
