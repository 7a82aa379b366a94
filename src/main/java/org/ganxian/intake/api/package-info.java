/** The door for programs: the resident's API and its OpenAPI document. */
@NullMarked
package org.ganxian.intake.api;

import org.jspecify.annotations.NullMarked;
