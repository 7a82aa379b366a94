/** Who may see a case and why, and what a person may do: asked of the rules that are enforced. */
@NullMarked
package org.ganxian.insight.rights;

import org.jspecify.annotations.NullMarked;
