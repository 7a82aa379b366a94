/** Open311 GeoReport v2 and its {@code servicerequestupdates}, for partners with an API key: decision 061. */
@NullMarked
package org.ganxian.exchange.open311;

import org.jspecify.annotations.NullMarked;
