/** 换密钥: everything that is encrypted is written anew under the key in force, table by table. */
@NullMarked
package org.ganxian.privacy.keys;

import org.jspecify.annotations.NullMarked;
