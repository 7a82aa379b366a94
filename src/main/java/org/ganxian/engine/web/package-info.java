/** Who gets in where, at the doors of the engine and at our own, and how refusals are answered. */
@NullMarked
package org.ganxian.engine.web;

import org.jspecify.annotations.NullMarked;
