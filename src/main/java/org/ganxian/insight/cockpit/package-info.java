/** What Cockpit's own scripts ask of us. */
@NullMarked
package org.ganxian.insight.cockpit;

import org.jspecify.annotations.NullMarked;
