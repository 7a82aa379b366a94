package org.ganxian.intake.staged;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.window.Applications;
import org.ganxian.window.filed.MaterialUpload;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the files of a form that was refused, since no browser sends a choice again. They are looked at as all files are,
 * opened by the form's own key alone, and deleted by the process {@code staged-files} an hour after the first of them.
 */
@CalledByDiagrams
@Component("stagedFiles")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StagedFiles {

    private static final String PROCESS = "staged-files";
    private static final long MOST_BYTES = 40L * 1024 * 1024;
    /** Refused forms with files of one address in an hour. */
    private static final int MOST_FORMS = 20;

    private static final Duration PERIOD = Duration.ofHours(1);

    /** What is kept. */
    public record Info(Long id, String material, String name, long size) {}

    /**
     * What became of files that were to be kept.
     *
     * @param wrong zh-CN by material, of files that are refused anyway
     * @param lost whether others could not be kept and have to be chosen again
     */
    public record Kept(Map<String, String> wrong, boolean lost) {}

    private final StagedFile.Repository files;
    private final Applications applications;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final SharedBuckets buckets;
    private final Clock clock;

    @Transactional(readOnly = true)
    public List<Info> of(String sheet) {
        return files.infos(sheet);
    }

    /** The files of a form, to be filed with it. */
    @Transactional(readOnly = true)
    public List<MaterialUpload> uploads(String sheet) {
        return files.findBySheetOrderById(sheet).stream()
                .map(StagedFile::upload)
                .toList();
    }

    @Transactional
    public void drop(String sheet, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            files.drop(sheet, ids);
        }
    }

    /**
     * Keeps the files of a form that was refused, as far as they are what is asked for and there is room.
     *
     * @param sheet the form's key, a UUID
     * @param address from which it came
     */
    @Transactional
    public Kept keep(String sheet, String address, List<MaterialUpload> chosen) {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<MaterialUpload> good = new ArrayList<>();
        for (MaterialUpload file : chosen) {
            try {
                good.add(applications.looked(file));
            } catch (Refusal refusal) {
                wrong.putIfAbsent(
                        file.material(),
                        refusal.fields().isEmpty()
                                ? Objects.requireNonNull(refusal.getMessage())
                                : refusal.fields().values().iterator().next());
            }
        }
        if (good.isEmpty()) {
            return new Kept(wrong, false);
        }
        List<Info> before = files.infos(sheet);
        long bytes = before.stream().mapToLong(Info::size).sum()
                + good.stream().mapToLong(file -> file.content().length).sum();
        if (before.size() + good.size() > Applications.MAX_FILES
                || bytes > MOST_BYTES
                || buckets.tryTake("staged " + address, MOST_FORMS, PERIOD).isPresent()) {
            return new Kept(wrong, true);
        }
        good.forEach(file -> files.save(new StagedFile(sheet, file, clock.instant())));
        if (before.isEmpty()) {
            actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, sheet));
        }
        return new Kept(wrong, false);
    }

    /** The hour is over. */
    @Transactional
    public void forget(DelegateExecution execution) {
        files.forget(execution.getProcessBusinessKey());
    }
}
