/** What residents say of the work: grades, comments. */
@NullMarked
package org.ganxian.evaluation;

import org.jspecify.annotations.NullMarked;
