/** What a case keeps in the engine: facts and ids; and how a form's input is read before that. */
@NullMarked
@NamedInterface("variables")
package org.ganxian.engine.variables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
