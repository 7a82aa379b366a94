/** 常用视图: how somebody likes a list filtered and sorted, kept under a name of theirs. */
@ApplicationModule
@NullMarked
package org.ganxian.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
