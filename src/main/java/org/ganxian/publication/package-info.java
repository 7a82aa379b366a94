/** 诉求公开: closed cases, told anew without anything personal, for everybody to read. */
@NullMarked
package org.ganxian.publication;

import org.jspecify.annotations.NullMarked;
