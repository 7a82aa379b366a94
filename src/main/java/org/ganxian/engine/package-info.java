/** All that depends on how the process engine is made, and what the flows ask of it, so that a fork of the engine is a swap. */
@NullMarked
package org.ganxian.engine;

import org.jspecify.annotations.NullMarked;
