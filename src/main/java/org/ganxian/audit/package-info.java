/** 审计: who did what to whom or which case, read by an auditor. */
@NullMarked
package org.ganxian.audit;

import org.jspecify.annotations.NullMarked;
