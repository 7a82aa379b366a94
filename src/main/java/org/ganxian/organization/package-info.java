/** Units, branches, departments, people and their duties; mirrored into engine groups and authorizations. */
@NullMarked
package org.ganxian.organization;

import org.jspecify.annotations.NullMarked;
