/** Where partners knock: over HTTPS, and with files. The signature is the identity. */
@NullMarked
package org.ganxian.exchange.door;

import org.jspecify.annotations.NullMarked;
