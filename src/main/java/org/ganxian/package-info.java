/** 干线: the application that starts all modules below. */
@NullMarked
package org.ganxian;

import org.jspecify.annotations.NullMarked;
