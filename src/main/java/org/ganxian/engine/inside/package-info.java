/** What is changed inside the engine: history, rights, form types, exception codes, incidents. */
@NullMarked
package org.ganxian.engine.inside;

import org.jspecify.annotations.NullMarked;
