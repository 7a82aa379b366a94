package org.ganxian.engine;

/** Who is on staff; the organization answers. */
public interface Roster {

    /** False for somebody who was taken off duty; an account of the engine's alone may work. */
    boolean mayWork(String username);
}
