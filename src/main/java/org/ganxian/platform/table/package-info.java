/** Reads the rows of an uploaded CSV or XLSX file whatever is in it, in bounded memory. */
@NullMarked
package org.ganxian.platform.table;

import org.jspecify.annotations.NullMarked;
