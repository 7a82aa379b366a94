/** 对账: looks whether what modules keep of a case says the same everywhere, and repairs what is safe. */
@NullMarked
package org.ganxian.reconciliation;

import org.jspecify.annotations.NullMarked;
