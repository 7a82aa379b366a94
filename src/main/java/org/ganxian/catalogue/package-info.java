/** The catalogue of service items (政务服务事项): what can be applied for at the window, each version with the days it is valid. */
@NullMarked
package org.ganxian.catalogue;

import org.jspecify.annotations.NullMarked;
