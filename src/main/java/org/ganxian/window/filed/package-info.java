/** What an applicant hands in: the application as a door takes it, and the files of its materials. */
@NullMarked
@org.springframework.modulith.NamedInterface("filed")
package org.ganxian.window.filed;

import org.jspecify.annotations.NullMarked;
