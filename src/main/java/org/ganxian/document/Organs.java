package org.ganxian.document;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Actor;
import org.ganxian.platform.Audit;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who issues documents, and by which mark (机关代字). A unit without one gets one with its first document, for good. */
@Service
@Transactional
class Organs {

    static final int ADDRESS_LENGTH = 60;
    static final int PHONE_LENGTH = 40;

    /** Marks of one kind end where the next begin: 不 would make 受 to 不受. */
    private static final Pattern MARK = Pattern.compile("[\\p{IsHan}A-Za-z]{0,11}[\\p{IsHan}A-Za-z&&[^不]]");

    /** Of the column; a unit that needs more to be told from its neighbours is marked by its code. */
    private static final int MARK_LENGTH = 24;

    private static final String CHANGED = "document-organ-changed";

    private final Organ.Repository organs;
    private final Units units;
    private final EntityManager rows;
    private final Printable printable;
    private final Audit audit;
    private final String city;

    Organs(
            Organ.Repository organs,
            Units units,
            EntityManager rows,
            Printable printable,
            Audit audit,
            @Value("${ganxian.document.organ}") String city) {
        this.organs = organs;
        this.units = units;
        this.rows = rows;
        this.printable = printable;
        this.audit = audit;
        this.city = city;
    }

    /** @param unit code of a unit that is known to exist */
    Organ of(String unit) {
        return organs.findById(unit).orElseGet(() -> marked(units.get(unit)));
    }

    private Organ marked(Unit unit) {
        String front = unit.parent() == null ? "" : of(unit.parent()).mark();
        String name = unit.parent() == null ? city : ownName(unit);
        int letters = unit.parent() == null ? name.length() : telling(name, unit);
        for (; letters <= name.length() && front.length() + letters <= MARK_LENGTH; letters++) {
            keep(unit.code(), front + name.substring(0, letters));
            Optional<Organ> kept = organs.findById(unit.code());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        keep(unit.code(), unit.code());
        return organs.findById(unit.code()).orElseThrow();
    }

    /** Nothing happens when the unit has a mark by now, or another unit has this one. */
    private void keep(String unit, String mark) {
        rows.createNativeQuery("insert into document_organ (unit, mark) values (:unit, :mark)"
                        + " on duplicate key update mark = mark")
                .setParameter("unit", unit)
                .setParameter("mark", mark)
                .executeUpdate();
    }

    /** As many letters as tell it from its neighbours. */
    private int telling(String name, Unit unit) {
        List<String> others = units.all().stream()
                .filter(other -> Objects.equals(other.parent(), unit.parent())
                        && !other.code().equals(unit.code()))
                .map(this::ownName)
                .toList();
        int letters = 1;
        while (letters < name.length() && startsAny(others, name.substring(0, letters))) {
            letters++;
        }
        return letters;
    }

    private static boolean startsAny(List<String> others, String front) {
        return others.stream().anyMatch(other -> other.startsWith(front));
    }

    /** Without the names of the places above. */
    private String ownName(Unit unit) {
        String name = unit.name();
        List<Unit> above = new ArrayList<>(units.upwards(unit.parent()));
        Collections.reverse(above);
        for (Unit place : above) {
            name = StringUtils.removeStart(name, place.name());
        }
        return name.isEmpty() ? unit.name() : name;
    }

    /** As it is kept; empty while the unit has neither issued anything nor been given a mark. */
    @Transactional(readOnly = true)
    Optional<Organ> find(String unit) {
        return organs.findById(unit);
    }

    @Transactional(readOnly = true)
    List<Organ> all(List<String> units) {
        return organs.findByUnitIn(units);
    }

    /**
     * @param mark empty for the one that it has, or would get
     * @param address null or blank for none
     * @param phone null or blank for none
     * @throws Refusal 400 by field for what cannot stand on a document
     */
    void change(String unit, String mark, @Nullable String address, @Nullable String phone, Actor by) {
        if (mark.isEmpty()) {
            mark = of(unit).mark();
        }
        if (!MARK.matcher(mark).matches()) {
            throw Refusal.field("mark", "请填写 1 到 12 个汉字或字母，不以“不”结尾");
        } else if (organs.findByMark(mark).filter(o -> !o.unit().equals(unit)).isPresent()) {
            throw Refusal.field("mark", "这个机关代字已由别的单位使用");
        }
        requirePrintable("mark", mark, mark.length());
        requirePrintable("address", address, ADDRESS_LENGTH);
        requirePrintable("phone", phone, PHONE_LENGTH);
        of(unit).say(mark, StringUtils.trimToNull(address), StringUtils.trimToNull(phone));
        organs.flush();
        audit.record(by, CHANGED, unit);
    }

    private void requirePrintable(String field, @Nullable String text, int most) {
        if (text != null && (text.length() > most || text.contains("\n") || !Texts.isReadable(text))) {
            throw Refusal.field(field, "一行，最多 " + most + " 字");
        }
        String lacking = printable.warning(text);
        if (lacking != null) {
            throw Refusal.field(field, lacking);
        }
    }
}
