/** The first hour of a city: what there is to set up, and what each flow still lacks. */
@NullMarked
@NamedInterface("setup")
package org.ganxian.organization.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
