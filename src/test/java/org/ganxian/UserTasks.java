package org.ganxian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Ids of the user tasks of diagrams. */
final class UserTasks {

    private UserTasks() {}

    static List<String> ofAllDiagrams() {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    // Those of the exchange are an office's, nobody's alone.
                    .filter(file -> !file.getFileName().toString().startsWith("exchange-"))
                    .flatMap(file -> of(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** And of what stands beside a dispute, or follows it. */
    static List<String> ofMediation() {
        return Stream.of("mediation", "court-report", "co-committee", "unsettled-revisit")
                .flatMap(key -> of(Path.of("processes/" + key + ".bpmn")).stream())
                .toList();
    }

    static List<String> of(Path file) {
        return Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class).stream()
                .map(UserTask::getId)
                .toList();
    }
}
