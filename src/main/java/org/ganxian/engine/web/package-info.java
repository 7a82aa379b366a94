/** Who gets in where, at the doors of the engine and at our own, and how refusals are answered. */
package org.ganxian.engine.web;
