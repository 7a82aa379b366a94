/** What the first person after a start would wait for, done before they come. */
@NullMarked
package org.ganxian.platform.warm;

import org.jspecify.annotations.NullMarked;
