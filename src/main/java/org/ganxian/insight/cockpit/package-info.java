/** What Cockpit's own scripts ask of us. */
package org.ganxian.insight.cockpit;
