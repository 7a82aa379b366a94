/** 工作备注: what staff note on a case for one another. */
@NullMarked
@NamedInterface("notes")
package org.ganxian.demand.notes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
