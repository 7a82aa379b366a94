/** 个人信息: a resident's copy and deletion, how long cases keep what is personal, and the keys that it is kept under. */
@NullMarked
package org.ganxian.privacy;

import org.jspecify.annotations.NullMarked;
