/** Notices to staff: an inbox always, e-mail and a signed webhook through an outbox that the engine empties. */
package org.ganxian.notice;
