/** Files that come in: looked at, scanned, hashed. */
package org.ganxian.platform.files;
