/** Personal data: encrypted in the database, masked on pages. */
@NullMarked
package org.ganxian.platform.privacy;

import org.jspecify.annotations.NullMarked;
