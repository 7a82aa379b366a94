/** The page that leads to all others about working time and limits. */
@NullMarked
package org.ganxian.sla.pages;

import org.jspecify.annotations.NullMarked;
