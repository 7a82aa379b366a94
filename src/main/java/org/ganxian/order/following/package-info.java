/** 也是我的: a resident waits for an answer that others wait for already, in place of a demand of their own. */
@NamedInterface("following")
@NullMarked
package org.ganxian.order.following;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
