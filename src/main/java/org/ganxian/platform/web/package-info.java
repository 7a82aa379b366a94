/** Answers to programs: problems, strict JSON, paging, downloads. */
package org.ganxian.platform.web;
