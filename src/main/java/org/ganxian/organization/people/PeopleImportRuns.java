package org.ganxian.organization.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ganxian.engine.CalledByDiagrams;
import org.ganxian.engine.OwnCommand;
import org.ganxian.organization.people.PeopleAdministrators.Area;
import org.ganxian.organization.people.PeopleFile.Line;
import org.ganxian.organization.people.PeopleImports.FirstPassword;
import org.ganxian.organization.people.PeopleImports.Preview;
import org.ganxian.organization.people.PeoplePlan.Outcome;
import org.ganxian.organization.people.PeoplePlan.Planned;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.springframework.stereotype.Component;

/**
 * The bean that {@code processes/people-import.bpmn} calls. A batch is one job, and one transaction in it; when somebody of
 * the batch is refused in the last moment, each of them has a transaction of their own. Which people are done is written
 * with what was done for them, so that any node goes on where another one stopped.
 */
@CalledByDiagrams
@Component("peopleImportRuns")
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PeopleImportRuns {

    static final String PROCESS = "people-import";

    /** People. */
    private static final int BATCH = 100;

    private final PeopleImports imports;
    private final PeopleAdministrators administrators;
    private final RuntimeService runtime;
    private final CurrentActor actors;
    private final RetriedTransaction transaction;
    private final OwnCommand own;
    private final Audit audit;

    /**
     * Begins what the preview said.
     *
     * @param previewed stamp of the preview that was looked at
     * @param confirmed whether the warnings were read
     * @return its id
     * @throws Refusal 409 for a file that would do something else than the preview, or whose warnings nobody has read
     */
    String start(byte[] content, String previewed, boolean confirmed, Area area) {
        Preview preview = imports.preview(content, area);
        if (!previewed.equals(preview.stamp())) {
            throw Refusal.conflict("预览之后人员又有变动，或者文件不是预览的那一份，请重新预览");
        } else if (!confirmed && !preview.warnings().isEmpty()) {
            throw Refusal.conflict("请先看过提醒，并勾选“已经知道”");
        }
        int total = PeopleImports.byPerson(content).size();
        return transaction.run(() -> {
            PeopleImport begun = imports.begin(content, total, area.by());
            audit.record(area.by(), "people-imported", DigestUtils.sha256Hex(content));
            actors.asSystem(() -> runtime.startProcessInstanceByKey(PROCESS, begun.id()));
            return begun.id();
        });
    }

    /** Whether it waits for somebody who finds out what went wrong. */
    boolean isStuck(PeopleImport one) {
        return actors.asSystem(() -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(one.id(), PROCESS)
                        .withIncident()
                        .count()
                > 0);
    }

    /** First passwords go to whoever began the import, once. */
    List<FirstPassword> fetchPasswords(PeopleImport one, Area area) {
        return transaction.run(() -> {
            PeopleImport held = imports.get(one.id());
            List<FirstPassword> all = imports.fetch(held);
            if (held.isRunning() || all.isEmpty()) {
                throw held.isRunning()
                        ? Refusal.conflict("导入还没有完成，请稍候")
                        : Refusal.notFound("首次密码已经下载过，系统里不再保留。丢失的请在人员页面重设密码");
            }
            audit.record(area.by(), "first-passwords-fetched", held.id());
            return all;
        });
    }

    /** The process runs for those alone that somebody has begun. */
    public void begin(DelegateExecution execution) {
        if (!of(execution).isRunning()) {
            throw Refusal.conflict("这次导入已经完成");
        }
    }

    /** One batch. */
    public void next(DelegateExecution execution) {
        PeopleImport running = of(execution);
        if (!running.isRunning()) {
            return;
        }
        String id = running.id();
        int done = running.done();
        try {
            Area area = administrators.area(running.startedBy());
            Map<String, List<Line>> all = PeopleImports.byPerson(running.content());
            List<List<Line>> batch =
                    all.values().stream().skip(done).limit(BATCH).toList();
            if (!taken(id, done, batch, area)) {
                for (int i = 0; i < batch.size(); i++) {
                    takeAlone(id, done + i, batch.get(i), area);
                }
            }
        } catch (Refusal noAdministratorAnyMore) {
            own.run(() -> {
                imports.refuse(id, noAdministratorAnyMore.getMessage());
                return id;
            });
        }
    }

    /** @return whether nobody was refused in the last moment */
    private boolean taken(String id, int done, List<List<Line>> people, Area area) {
        List<Planned> rows = plan(people, area);
        try {
            return own.run(() -> {
                imports.take(id, done, people.size(), rows, area);
                return true;
            });
        } catch (Refusal refusal) {
            return false;
        }
    }

    private void takeAlone(String id, int done, List<Line> lines, Area area) {
        List<Planned> rows = plan(List.of(lines), area);
        try {
            own.run(() -> {
                imports.take(id, done, 1, rows, area);
                return id;
            });
        } catch (Refusal refusal) {
            List<Planned> refused = rows.stream()
                    .map(row -> row.outcome() == Outcome.SAME ? row : row.refused(refusal.getMessage()))
                    .toList();
            own.run(() -> {
                imports.keep(id, done, 1, refused);
                return id;
            });
        }
    }

    private List<Planned> plan(List<List<Line>> people, Area area) {
        List<Line> lines = new ArrayList<>();
        people.forEach(lines::addAll);
        return imports.plan(lines, area);
    }

    public boolean hasMore(DelegateExecution execution) {
        String id = of(execution).id();
        return own.run(() -> imports.get(id).isRunning());
    }

    /** The file, the report and passwords that nobody has fetched are gone. */
    public void forget(DelegateExecution execution) {
        imports.forget(of(execution).id());
    }

    private PeopleImport of(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        if (id == null) {
            throw Refusal.conflict("导入人员只能从人员页面发起");
        }
        return imports.get(id);
    }
}
