/** Reads the rows of an uploaded CSV or XLSX file whatever is in it, in bounded memory. */
package org.ganxian.intake.table;
