/** Whether the parties may waive a tie that a mediator has disclosed: as the city has set it. */
@NullMarked
package org.ganxian.mediation.waiver;

import org.jspecify.annotations.NullMarked;
