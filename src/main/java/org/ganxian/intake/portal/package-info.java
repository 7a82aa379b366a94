/** The door for residents: pages on which they file, follow, answer, withdraw and rate. */
package org.ganxian.intake.portal;
