package org.ganxian.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.Getter;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.digest.DigestUtils;
import org.ganxian.catalogue.ServiceTerms.Terms;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Imports of a file of service items: previewed line by line, then applied as a whole or not at all. */
@Service
@RequiredArgsConstructor
class ServiceImports {

    private static final int ERRORS_TOLD = 50;

    /** What becomes of an item of the file. */
    @RequiredArgsConstructor
    @Getter
    enum Outcome {
        NEW("新增"),
        CHANGED("变更"),
        UNCHANGED("不变"),
        ERROR("错误");

        /** zh-CN. */
        private final String title;
    }

    /** @param field as the file names it; empty for the item as a whole */
    record Mistake(String field, String reason) {}

    /**
     * An item of the file, and what an import would do with it.
     *
     * @param line on which it begins, from 1
     * @param index in the list, from 0
     * @param code null when the file has none that can be read, as is the name
     * @param version that would be added, or that says the same already; 0 for an error
     * @param validFrom first day of that version; null for an error
     * @param changes against the newest version; empty for a new item
     */
    record Line(
            int line,
            int index,
            String code,
            String name,
            Outcome outcome,
            int version,
            @Nullable LocalDate validFrom,
            List<ServiceDraft.Change> changes,
            List<Mistake> mistakes) {}

    /** @param stamp of what was previewed: another one means that the import would do something else by now */
    record Preview(List<Line> lines, String stamp) {

        public boolean isAcceptable() {
            return count(Outcome.ERROR) == 0 && count(Outcome.UNCHANGED) < lines.size();
        }

        public long count(Outcome outcome) {
            return lines.stream().filter(l -> l.outcome() == outcome).count();
        }
    }

    private record Planned(
            Line line, ServiceDraft draft, @Nullable ServiceItem newest) {}

    private final ServiceFile file;
    private final ServiceCatalogue catalogue;
    private final ServiceItem.Repository items;
    private final ServiceTerms terms;
    private final Audit audit;

    /**
     * Nothing is changed; what is wrong with an item stands in its line.
     *
     * @throws Refusal 400 for what is no file of service items as a whole
     */
    @Transactional(readOnly = true)
    public Preview preview(String text) {
        return preview(plan(text, catalogue.today()));
    }

    /**
     * Does what the preview said, all of it or nothing. An item without a first day is valid from today.
     *
     * @param previewed stamp of the preview that was looked at; null when nobody looked
     * @throws Refusal 400 for a file with errors, 409 for one that would do something else than the preview, or nothing
     */
    @Transactional
    public Preview apply(String text, @Nullable String previewed, Actor by) {
        catalogue.lock();
        List<Planned> plan = plan(text, catalogue.today());
        Preview preview = preview(plan);
        refuseErrors(preview);
        if (previewed != null && !previewed.equals(preview.stamp())) {
            throw Refusal.conflict("预览之后事项库又有变动，或者文件不是预览的那一份，请重新预览");
        } else if (!preview.isAcceptable()) {
            throw Refusal.conflict("文件里的事项都与事项库相同，没有需要导入的内容");
        }
        plan.stream()
                .filter(p -> p.line().outcome() != Outcome.UNCHANGED)
                .forEach(p -> catalogue.follow(p.newest(), p.draft(), by));
        audit.record(by, "services-imported", DigestUtils.sha256Hex(text));
        return preview;
    }

    private List<Planned> plan(String text, LocalDate today) {
        List<ServiceFile.Row> rows = file.read(text);
        Terms now = terms.now();
        Map<String, ServiceItem> newest =
                items.newest().stream().collect(Collectors.toMap(ServiceItem::code, Function.identity()));
        Set<String> codes = new HashSet<>();
        List<Planned> plan = new ArrayList<>();
        for (ServiceFile.Row row : rows) {
            ServiceDraft draft = row.draft();
            if (draft.validFrom() == null && !row.unreadable().containsKey("validFrom")) {
                draft = draft.withValidFrom(today);
            }
            Map<String, String> wrong = new HashMap<>();
            if (draft.code() != null && !codes.add(draft.code())) {
                wrong.put("code", "编码 " + draft.code() + " 在文件里出现了两次");
            }
            wrong.putAll(row.unreadable());
            plan.add(planned(row, plan.size(), draft, wrong, newest.get(draft.code()), now, today));
        }
        return plan;
    }

    private static Planned planned(
            ServiceFile.Row row,
            int index,
            ServiceDraft draft,
            Map<String, String> unreadable,
            @Nullable ServiceItem newest,
            Terms now,
            LocalDate today) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (unreadable.containsKey("")) {
            wrong.put("", unreadable.get(""));
        } else {
            wrong.putAll(DraftRules.check(draft, unreadable, now, today));
        }
        // What the catalogue says already may go on as it does, whenever the file says that it began.
        boolean readable = wrong.isEmpty() || wrong.keySet().equals(Set.of("validFrom")) && draft.validFrom() != null;
        List<ServiceDraft.Change> changes = readable && newest != null ? draft.changesFrom(newest, now) : List.of();
        if (readable && newest != null && changes.isEmpty() && !newest.hasEndedOn(draft.validFrom())) {
            return new Planned(
                    line(row, index, draft, Outcome.UNCHANGED, newest.version(), newest.validFrom(), changes),
                    draft,
                    newest);
        }
        if (wrong.isEmpty()) {
            DraftRules.timing(Objects.requireNonNull(draft.validFrom()), newest, today)
                    .ifPresent(reason -> wrong.put("validFrom", reason));
        }
        if (!wrong.isEmpty()) {
            List<Mistake> mistakes = wrong.entrySet().stream()
                    .map(e -> new Mistake(e.getKey(), e.getValue()))
                    .toList();
            Line line = new Line(
                    row.line(), index, draft.code(), draft.name(), Outcome.ERROR, 0, null, List.of(), mistakes);
            return new Planned(line, draft, newest);
        }
        Outcome outcome = newest == null ? Outcome.NEW : Outcome.CHANGED;
        int version = newest == null ? 1 : newest.version() + 1;
        return new Planned(line(row, index, draft, outcome, version, draft.validFrom(), changes), draft, newest);
    }

    private static Line line(
            ServiceFile.Row row,
            int index,
            ServiceDraft draft,
            Outcome outcome,
            int version,
            @Nullable LocalDate validFrom,
            List<ServiceDraft.Change> changes) {
        return new Line(row.line(), index, draft.code(), draft.name(), outcome, version, validFrom, changes, List.of());
    }

    private static Preview preview(List<Planned> plan) {
        String all = plan.stream().map(p -> p.line() + "\n" + p.draft()).collect(Collectors.joining("\n"));
        return new Preview(plan.stream().map(Planned::line).toList(), DigestUtils.sha256Hex(all));
    }

    private static void refuseErrors(Preview preview) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Line line : preview.lines()) {
            for (Mistake mistake : line.mistakes()) {
                if (fields.size() < ERRORS_TOLD) {
                    String path =
                            "items[" + line.index() + "]" + (mistake.field().isEmpty() ? "" : ".");
                    fields.put(path + mistake.field(), "第 " + line.line() + " 行起的事项：" + mistake.reason());
                }
            }
        }
        if (!fields.isEmpty()) {
            throw Refusal.fields(fields);
        }
    }
}
