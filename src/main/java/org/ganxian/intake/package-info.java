/** The doors through which a demand comes: API, portal, desk, files. */
package org.ganxian.intake;
