/** The panel beside a task: what the case is about, what may be done, whom to call; each flow adds sections. */
@NullMarked
@NamedInterface("panel")
package org.ganxian.casework.panel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
