/** What is personal of an application: the applicant, the materials, the grounds, the documents. */
@NullMarked
package org.ganxian.window.personal;

import org.jspecify.annotations.NullMarked;
