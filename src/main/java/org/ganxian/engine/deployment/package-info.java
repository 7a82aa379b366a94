/** How a release's diagrams, forms and tables reach the engine, and which diagram a case stands on. */
@NullMarked
@NamedInterface("deployment")
package org.ganxian.engine.deployment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
