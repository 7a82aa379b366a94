/** Personal data: encrypted in the database, masked on pages. */
package org.ganxian.platform.privacy;
