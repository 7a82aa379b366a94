/** What is personal of a demand: its texts, contact, place, photos. */
@NullMarked
package org.ganxian.demand.personal;

import org.jspecify.annotations.NullMarked;
