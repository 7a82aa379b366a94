/** What residents are told of their cases by SMS and e-mail, and the codes by which they prove a telephone number. */
@NullMarked
package org.ganxian.message;

import org.jspecify.annotations.NullMarked;
