/** The read models: what is known of each case and each wait, kept up as cases move. */
package org.ganxian.insight.facts;
