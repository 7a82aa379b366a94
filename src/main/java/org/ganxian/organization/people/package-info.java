/** Pages on which administrators keep who is on staff, what they do and for how long; a file of many people too. */
@NullMarked
package org.ganxian.organization.people;

import org.jspecify.annotations.NullMarked;
