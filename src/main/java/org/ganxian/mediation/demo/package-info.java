/** A year of invented disputes for the demo city. */
@NullMarked
package org.ganxian.mediation.demo;

import org.jspecify.annotations.NullMarked;
