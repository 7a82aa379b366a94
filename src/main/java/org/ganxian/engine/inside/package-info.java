/** What is changed inside the engine: history, rights, form types, exception codes, incidents. */
package org.ganxian.engine.inside;
