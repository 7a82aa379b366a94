/** What an operator measures of the engine. */
@NullMarked
package org.ganxian.engine.meters;

import org.jspecify.annotations.NullMarked;
