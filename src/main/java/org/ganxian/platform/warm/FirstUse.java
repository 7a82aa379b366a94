package org.ganxian.platform.warm;

/** What takes longer the first time after a start. A feature whose reads many people wait for makes a bean of it. */
public interface FirstUse {

    /** Reads or renders it, for nobody: writes nothing, leaves no audit line, logs nothing. What it throws harms nothing. */
    void rehearse();
}
