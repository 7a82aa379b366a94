/** 保存期限: how long what is personal of a case is kept after its end, by category, and its erasing in time. */
@NullMarked
package org.ganxian.privacy.retention;

import org.jspecify.annotations.NullMarked;
