/** A party's own door to its dispute: asked, told and let go there, by number and its own query code. */
@NullMarked
@org.springframework.modulith.NamedInterface("party")
package org.ganxian.mediation.party;

import org.jspecify.annotations.NullMarked;
