/** What residents say of the work: grades, comments. */
package org.ganxian.evaluation;
