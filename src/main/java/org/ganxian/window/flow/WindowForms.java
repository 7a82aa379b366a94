package org.ganxian.window.flow;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.catalogue.ServiceItems;
import org.ganxian.demand.Demands;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.Choice;
import org.springframework.stereotype.Component;

/** The choices that the forms of an application offer. */
@CalledByDiagrams
@Component("windowForms")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class WindowForms {

    private static final List<Integer> PROCEDURE_DAYS = List.of(5, 10, 15, 20, 30, 45, 60);

    private final Application.Repository applications;
    private final ServiceItems items;
    private final Demands demands;
    private final WindowClock windowClock;

    /** How much more time a department can ask for; nothing when it had more before, or is late. */
    public List<Choice> extensionDays(DelegateExecution execution) {
        Application application = applications.of(execution);
        return inDays(IntStream.rangeClosed(
                        1,
                        windowClock.mostExtension(
                                demands.get(application.number()), items.version(application.itemId())))
                .boxed());
    }

    public List<Choice> procedureDays(DelegateExecution execution) {
        return inDays(PROCEDURE_DAYS.stream());
    }

    private static List<Choice> inDays(Stream<Integer> days) {
        return days.map(d -> new Choice(d + " 个工作日", String.valueOf(d))).toList();
    }
}
