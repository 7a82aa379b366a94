package org.ganxian.engine;

import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * How many tasks a list holds, up to {@value #MOST}. The engine counts each list to its end, which takes a desk with 11,000
 * tasks, and whoever may read those of the whole city, seconds.
 */
public final class SomeTasks {

    public static final int MOST = 999;

    private SomeTasks() {}

    /** So many, or one more than {@value #MOST} where there are more. */
    public static long count(TaskQuery list) {
        TaskQueryImpl some = (TaskQueryImpl) list;
        some.setMaxResults(MOST + 1);
        return some.count();
    }

    /** As people read it: {@code 999+} for more than {@value #MOST}. */
    public static String inWords(long counted) {
        return counted > MOST ? MOST + "+" : String.valueOf(counted);
    }
}
