/** What the engine asks the database less often than by itself (decision 034). */
@NullMarked
package org.ganxian.engine.thrift;

import org.jspecify.annotations.NullMarked;
