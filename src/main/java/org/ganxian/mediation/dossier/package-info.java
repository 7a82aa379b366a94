/** What is kept of a dispute: its parties, mediators, sessions, agreement and duties, encrypted. */
@NullMarked
package org.ganxian.mediation.dossier;

import org.jspecify.annotations.NullMarked;
