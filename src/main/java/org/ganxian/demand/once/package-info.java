/** What is sent twice by a phone or a partner is placed once (idempotency keys). */
@NullMarked
@NamedInterface("once")
package org.ganxian.demand.once;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
