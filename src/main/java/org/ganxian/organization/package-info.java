/** Units, branches, departments, people and their duties; mirrored into engine groups and authorizations. */
package org.ganxian.organization;
