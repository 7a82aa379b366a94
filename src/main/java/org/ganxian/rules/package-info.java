/** 规则表: the city reads, changes, tries and undoes its tables of rules, whoever is ruled by them. */
@ApplicationModule
@NullMarked
package org.ganxian.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
