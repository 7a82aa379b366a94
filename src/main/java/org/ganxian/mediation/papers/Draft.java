package org.ganxian.mediation.papers;

/**
 * A paper that can be issued.
 *
 * @param about which of several of its kind: a side, a session's number; empty for the only one
 */
record Draft(PaperKind kind, String about, Sheet sheet) {}
