/** Files that come in: looked at, scanned, hashed. */
@NullMarked
package org.ganxian.platform.files;

import org.jspecify.annotations.NullMarked;
