package org.ganxian.engine.web;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.ganxian.engine.inside.RefusalCodes;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that the engine's REST API cannot make sense of from faults. The engine answers both with 500: it looks
 * for what is not there, and stumbles over nulls, types and numbers that it has not looked at.
 */
final class WrongRequests {

    private static final String REST = "org.camunda.bpm.engine.rest.";
    private static final Set<String> OUTSIDE = Set.of(REST, "org.camunda.bpm.cockpit.", "org.camunda.bpm.admin.");

    /** Asks for the rights to what the request names, before anybody has looked whether it is there. */
    private static final String RIGHTS = "org.camunda.bpm.engine.impl.cfg.auth.";

    /** A process on its way. What goes wrong here is no fault of the request. */
    private static final String EXECUTION = "org.camunda.bpm.engine.impl.pvm.";

    private WrongRequests() {}

    /** @return null for a fault, and for nothing at all */
    static @Nullable Refusal behind(@Nullable Object thrown) {
        if (!(thrown instanceof Throwable error)) {
            return null;
        }
        Optional<Refusal> refusal = Refusal.behind(error);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (RetriedTransaction.isLostRace(error)) {
            return RefusalCodes.lostRace();
        }
        Throwable root = ExceptionUtils.getRootCause(error);
        if (root instanceof NotFoundException || root instanceof NullValueException && !isExecuting(root)) {
            return Refusal.notFound("没有找到，可能已办结，或者请求里缺少必要的内容");
        } else if (root instanceof NullPointerException && madeBy(root).startsWith(RIGHTS)) {
            return Refusal.notFound("没有找到，可能已办结");
        }
        boolean saidByTheEngine = ExceptionUtils.getThrowableList(error).stream()
                .allMatch(t -> t instanceof ProcessEngineException || t instanceof RestException);
        boolean stumbled = root instanceof RuntimeException
                && OUTSIDE.stream().anyMatch(prefix -> madeBy(root).startsWith(prefix));
        boolean unreadable = ExceptionUtils.indexOfType(error, HeaderValueException.class) >= 0;
        return unreadable || (saidByTheEngine || stumbled) && !isExecuting(root)
                ? Refusal.invalid("请求有误，请核对后重试")
                : null;
    }

    private static boolean isExecuting(Throwable error) {
        return Stream.of(error.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(EXECUTION));
    }

    /** Name of the class that threw it, or handed to the JDK or a library what these did not take; empty when unknown. */
    private static String madeBy(Throwable error) {
        return Stream.of(error.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("org.camunda.bpm.") || name.startsWith("org.ganxian."))
                .findFirst()
                .orElse("");
    }
}
