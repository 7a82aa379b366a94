/** A page of HTML becomes a PDF/A, with a font of our own and without anything of the machine's. */
@NullMarked
@NamedInterface("pdf")
package org.ganxian.document.pdf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
