/** 代码表: short lists that people choose from in forms, kept by the city in dated editions. Nothing that code branches on. */
@NullMarked
package org.ganxian.codes;

import org.jspecify.annotations.NullMarked;
