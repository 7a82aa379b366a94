package org.ganxian.engine;

/** Hears, in the engine's transaction, that a job of a process has used up its retries, and that it is tried again. */
public interface FailureListener {

    /** Key of the process. */
    String process();

    /** @param key business key of the instance */
    void failed(String key);

    /** @param key business key of the instance */
    void resolved(String key);
}
