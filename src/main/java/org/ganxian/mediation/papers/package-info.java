/** 文书与卷宗: the papers of a mediation, made from what is kept of it, issued once with number and hash, read by its readers alone. */
@NullMarked
package org.ganxian.mediation.papers;

import org.jspecify.annotations.NullMarked;
