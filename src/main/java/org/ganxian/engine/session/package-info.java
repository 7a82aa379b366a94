/** Logins of staff, kept in the database, so that they hold on every node. */
@NullMarked
package org.ganxian.engine.session;

import org.jspecify.annotations.NullMarked;
