package org.ganxian.platform;

/**
 * A deed whose turn is over: somebody else was quicker, or the program is wrong. Whoever locks a row and finds it as
 * somebody has just left it cannot tell the two apart; to the person it is a lost race.
 */
public class OutOfTurn extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log */
    public OutOfTurn(String message) {
        super(message);
    }
}
