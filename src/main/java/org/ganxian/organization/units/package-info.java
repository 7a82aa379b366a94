/** Pages and files on which the city's tree is changed, and what happens to the cases of a unit that is. */
@NullMarked
@NamedInterface("units")
package org.ganxian.organization.units;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
