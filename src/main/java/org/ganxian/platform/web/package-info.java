/** Answers to programs: problems, strict JSON, paging, downloads. */
@NullMarked
package org.ganxian.platform.web;

import org.jspecify.annotations.NullMarked;
