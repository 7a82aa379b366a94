package org.ganxian.engine;

/**
 * What the one job of a process waits for outside of this system, such as a mail server. It is done before the job's
 * transaction begins, while the job is locked, by a few threads of its own: it holds no connection and no row, and
 * however long it takes, other jobs go on. The job itself then only writes down what came of it. Where a job is run by
 * hand, nobody has done it before.
 */
public interface OutsideWork {

    /** Key of the process. */
    String process();

    /** Does it and remembers for this thread what came of it, failures too. */
    void doFor(String businessKey);

    /** The job is over, in whatever way. */
    void forget();
}
