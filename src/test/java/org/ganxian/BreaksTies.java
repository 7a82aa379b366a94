package org.ganxian;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** For a class of tests that makes or unmakes rows behind the application's back: what it leaves is not reconciled. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BreaksTies {

    /** Why. */
    String value();
}
