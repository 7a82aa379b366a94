/** Notices to staff: an inbox always, e-mail and a signed webhook through an outbox that the engine empties. */
@NullMarked
package org.ganxian.notice;

import org.jspecify.annotations.NullMarked;
