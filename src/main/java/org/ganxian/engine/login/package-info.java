/** The login by an identity provider of the city's (OpenID Connect), which ends in the webapps' own session. */
@NullMarked
package org.ganxian.engine.login;

import org.jspecify.annotations.NullMarked;
