/** Where the places of demands lie. */
@NullMarked
@NamedInterface("places")
package org.ganxian.demand.places;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
