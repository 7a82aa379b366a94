/** Which passwords are good enough. */
@NullMarked
package org.ganxian.organization.passwords;

import org.jspecify.annotations.NullMarked;
