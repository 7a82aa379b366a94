/** 党员在手机上接单、联系、上报: the page {@code /m}, which keeps what is typed while there is no network. */
@NullMarked
package org.ganxian.mobile;

import org.jspecify.annotations.NullMarked;
