package org.ganxian.imports;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.ganxian.engine.OwnCommand;
import org.ganxian.imports.FileImport.State;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.RetriedTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files that are taken in part by part. A part is one transaction, in which how far the file is gets written, too: nothing is
 * done twice, and nothing left out. A part that cannot be taken in is cut in two, until the item is alone that is in its way.
 */
@Service
public class FileImports {

    /** So many items in a row that fail for no fault of theirs mean that nothing works at the moment. */
    private static final int FAULTS_IN_A_ROW = 3;

    private final FileImport.Repository imports;
    private final ImportPart.Repository parts;
    private final EntityManager entities;
    private final OwnCommand own;
    private final RetriedTransaction transaction;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, ImportKind<?>> kinds = new HashMap<>();
    private final LongAdder failed = new LongAdder();

    FileImports(
            FileImport.Repository imports,
            ImportPart.Repository parts,
            EntityManager entities,
            OwnCommand own,
            RetriedTransaction transaction,
            Clock clock,
            ObjectMapper json,
            List<ImportKind<?>> kinds) {
        this.imports = imports;
        this.parts = parts;
        this.entities = entities;
        this.own = own;
        this.transaction = transaction;
        this.clock = clock;
        // What a record is asked is no part of it.
        this.json = json.copy()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE);
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /**
     * Writes down what is to be taken in, in the caller's transaction; nothing of it is yet.
     *
     * @param id a new one
     * @param details what the kind keeps of the file as a whole
     * @param items by parts, none of them empty
     * @param attended until when the caller calls {@link #step}; null for {@link FileImportRuns} to do it at once
     */
    @Transactional
    public <T> FileImport begin(
            String id,
            ImportKind<T> kind,
            String name,
            Object details,
            Actor by,
            Iterator<List<T>> items,
            @Nullable Instant attended) {
        FileImport begun =
                imports.saveAndFlush(new FileImport(id, kind.name(), name, written(details), by, clock.instant()));
        int total = 0;
        while (items.hasNext()) {
            List<T> next = items.next();
            ImportPart part = new ImportPart(id, total, next.size(), written(next));
            entities.persist(part);
            entities.detach(part);
            total += next.size();
        }
        begun.holds(total, attended);
        return imports.saveAndFlush(begun);
    }

    /** Keeps why a file was not begun with. */
    @Transactional
    public void refused(String id, ImportKind<?> kind, String name, Actor by, String why) {
        FileImport refused = new FileImport(id, kind.name(), name, written(Map.of()), by, clock.instant());
        refused.refuse(why, clock.instant());
        imports.saveAndFlush(refused);
    }

    @Transactional(readOnly = true)
    public Optional<FileImport> find(String id) {
        return imports.findById(id);
    }

    /**
     * Those of a person.
     *
     * @param state null for any
     */
    @Transactional(readOnly = true)
    public Page<FileImport> of(
            ImportKind<?> kind, String username, @Nullable State state, boolean oldestFirst, PageRequest page) {
        Set<State> wanted = state == null ? EnumSet.allOf(State.class) : EnumSet.of(state);
        Sort order = Sort.by(oldestFirst ? Sort.Direction.ASC : Sort.Direction.DESC, "startedAt", "id");
        return imports.of(
                kind.name(),
                username,
                wanted.contains(State.RUNNING),
                wanted.contains(State.TAKEN),
                wanted.contains(State.REFUSED),
                page.withSort(order));
    }

    public <D> D details(FileImport run, Class<D> type) {
        return read(run.details(), json.constructType(type));
    }

    public Map<String, Integer> tally(FileImport run) {
        return read(run.tally(), json.getTypeFactory().constructMapType(Map.class, String.class, Integer.class));
    }

    /** What came of the items, in the order of the file. */
    @Transactional(readOnly = true)
    public <O> List<O> outcomes(FileImport run, Class<O> type) {
        return parts.findByImportIdOrderByFirstItem(run.id()).stream()
                .map(ImportPart::outcome)
                .filter(Objects::nonNull)
                .map(outcome -> read(outcome, json.constructType(type)))
                .map(type::cast)
                .toList();
    }

    /** The report and whatever is left of the file are gone. */
    @Transactional
    public void forget(String id) {
        parts.deleteByImportId(id);
        imports.deleteById(id);
    }

    int running() {
        return imports.countByFinishedAtIsNull();
    }

    /** How many times a part has failed on this node since it started by a fault of the system. */
    long failed() {
        return failed.sum();
    }

    ImportKind<?> kindOf(FileImport run) {
        return Objects.requireNonNull(kinds.get(run.kind()), () -> "No kind " + run.kind());
    }

    /**
     * Takes in the next part. Two who do it at once do not harm each other: one of them loses.
     *
     * @return whether anything is left
     */
    public boolean step(String id) {
        Optional<FileImport> found = own.run(() -> imports.findById(id));
        if (found.filter(FileImport::isRunning).isEmpty()) {
            return false;
        }
        FileImport run = found.get();
        try {
            kindOf(run).requireStill(run);
        } catch (Refusal notAnyMore) {
            own.run(() -> {
                imports.findById(id).orElseThrow().refuse(notAnyMore.getMessage(), clock.instant());
                return id;
            });
            return false;
        }
        step(run, kindOf(run));
        return isRunning(id);
    }

    /** As it is now, whatever the caller's transaction has read before. */
    boolean isRunning(String id) {
        return own.run(() -> imports.findById(id).filter(FileImport::isRunning).isPresent());
    }

    private <T> void step(FileImport run, ImportKind<T> kind) {
        List<T> items = own.run(() -> items(open(run), kind));
        try {
            transaction.again(() -> own.run(() -> keep(run, items.size(), kind.take(run, items))));
        } catch (RuntimeException inTheWay) {
            if (items.size() == 1) {
                stepAlone(run, kind, items.get(0), inTheWay);
            } else {
                own.run(() -> cut(run, items));
            }
        }
    }

    private <T> void stepAlone(FileImport run, ImportKind<T> kind, T item, RuntimeException why) {
        Taken taken = kind.takeAlone(run, item, why);
        if (taken.fault()) {
            failed.increment();
            if (run.faults() + 1 >= FAULTS_IN_A_ROW) {
                throw why;
            }
        }
        own.run(() -> keep(run, 1, taken));
    }

    private ImportPart open(FileImport run) {
        FileImport now = imports.findById(run.id()).orElseThrow();
        if (now.done() != run.done() || !now.isRunning()) {
            throw new OptimisticLockingFailureException("Import " + run.id() + " goes on elsewhere");
        }
        return parts.findByImportIdAndFirstItem(run.id(), run.done()).orElseThrow();
    }

    private <T> List<T> items(ImportPart part, ImportKind<T> kind) {
        return read(
                Objects.requireNonNull(part.items()),
                json.getTypeFactory().constructCollectionType(List.class, kind.itemType()));
    }

    private FileImport keep(FileImport run, int count, Taken taken) {
        ImportPart part = open(run);
        part.done(written(taken.outcome()));
        FileImport now = imports.findById(run.id()).orElseThrow();
        Map<String, Integer> sum = new HashMap<>(tally(now));
        taken.tally().forEach((what, number) -> sum.merge(what, number, Integer::sum));
        now.advance(count, written(sum), taken.fault(), clock.instant());
        return imports.saveAndFlush(now);
    }

    private <T> ImportPart cut(FileImport run, List<T> items) {
        ImportPart part = open(run);
        int half = items.size() / 2;
        part.shrink(half, written(new ArrayList<>(items.subList(0, half))));
        return parts.save(new ImportPart(
                run.id(),
                run.done() + half,
                items.size() - half,
                written(new ArrayList<>(items.subList(half, items.size())))));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <V> V read(String text, JavaType type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
