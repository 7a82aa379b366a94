/** Decision tables: the release's and the city's own, how they are read, checked and kept, edition by edition. */
@NullMarked
@NamedInterface("tables")
package org.ganxian.engine.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
