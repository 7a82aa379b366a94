package org.ganxian.organization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganxian.platform.PathNames;
import org.ganxian.platform.ShippedCsv;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place as people and other systems write it: with its province and city or without, by the office that serves
 * it, by its code, by a former name. A name that may mean several places finds none. What was closed leads to its
 * successor, and to nothing when it has none.
 */
public final class PlaceNames {

    private static final Pattern CODE = Pattern.compile("\\d{6,24}");
    /** 龙文 for 龙文区. */
    private static final Pattern KIND = Pattern.compile("(?<=..)(?:市|区|县|街道|镇|乡|社区|村)$");

    /** Who sits there, and the place that is meant. */
    private static final Map<Pattern, String> OFFICES = new LinkedHashMap<>();

    static {
        OFFICES.put(Pattern.compile("街道(?:党工委|党群服务中心|办事处|办)"), "街道");
        OFFICES.put(Pattern.compile("村?村(?:民委员会|委会|委)"), "村");
        OFFICES.put(Pattern.compile("(?:社区)?(?:居民委员会|居委会|居委|党群服务中心|工作站)"), "社区");
        OFFICES.put(Pattern.compile("(?<=[市区县镇乡])(?:人民)?政府"), "");
    }

    private final Map<String, Unit> byCode;
    private final Map<String, Set<Unit>> byName = new HashMap<>();
    private final Map<String, Set<String>> namesOf = new HashMap<>();
    /** What lies above the city: nothing to be told apart by. */
    private final List<String> passedOver = new ArrayList<>();

    private PlaceNames(Map<String, Unit> byCode) {
        this.byCode = byCode;
    }

    /** @param units all of them; only places can be found */
    public static PlaceNames of(List<Unit> units) {
        PlaceNames names = new PlaceNames(units.stream()
                .filter(unit -> unit.kind().isPlace())
                .collect(Collectors.toMap(Unit::code, unit -> unit, (a, b) -> a, LinkedHashMap::new)));
        for (Unit unit : names.byCode.values()) {
            names.add(unit.name(), unit);
            names.add(KIND.matcher(unit.name()).replaceFirst(""), unit);
            unit.formerNames().forEach(former -> names.add(former, unit));
        }
        for (var row : ShippedCsv.rows("data/place-names.csv")) {
            Unit unit = names.byCode.get(row.get("code"));
            if (row.get("code").isEmpty()) {
                names.passedOver.add(row.get("written"));
            } else if (unit != null) {
                names.add(row.get("written"), unit);
            }
        }
        return names;
    }

    private void add(String name, Unit unit) {
        String plain = PathNames.plain(name);
        byName.computeIfAbsent(plain, n -> new LinkedHashSet<>()).add(unit);
        namesOf.computeIfAbsent(unit.code(), c -> new LinkedHashSet<>()).add(plain);
    }

    /** The place's code. */
    public Optional<String> find(@Nullable String written) {
        String name = written == null ? "" : PathNames.plain(written);
        if (CODE.matcher(name).matches()) {
            return ofCode(name);
        }
        for (Map.Entry<Pattern, String> office : OFFICES.entrySet()) {
            name = office.getKey().matcher(name).replaceAll(office.getValue());
        }
        for (String above : passedOver) {
            name = name.startsWith(above) ? name.substring(above.length()) : name;
        }
        Set<String> meant = new LinkedHashSet<>();
        for (int i = 0; i < name.length(); i++) {
            String upper = name.substring(0, i);
            byName.getOrDefault(name.substring(i), Set.of()).stream()
                    .filter(unit -> leadsTo(unit, upper))
                    .flatMap(unit -> inForce(unit).stream())
                    .forEach(meant::add);
        }
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
    }

    /** Codes of statistics end in zeros where there is no lower level. */
    private Optional<String> ofCode(String digits) {
        String code = digits;
        while (!byCode.containsKey(code) && code.length() > 6 && code.endsWith("000")) {
            code = code.substring(0, code.length() - 3);
        }
        return Optional.ofNullable(byCode.get(code)).flatMap(this::inForce);
    }

    private Optional<String> inForce(Unit unit) {
        Set<String> passed = new LinkedHashSet<>();
        Unit now = unit;
        while (now != null && !now.isOpen() && passed.add(now.code())) {
            now = now.successor() == null ? null : byCode.get(now.successor());
        }
        return Optional.ofNullable(now).filter(Unit::isOpen).map(Unit::code);
    }

    /** Whether these words name places above it, in their order, with any left out. */
    private boolean leadsTo(Unit unit, String words) {
        if (words.isEmpty()) {
            return true;
        }
        Unit above = unit.parent() == null ? null : byCode.get(unit.parent());
        return above != null
                && (leadsTo(above, words)
                        || namesOf.getOrDefault(above.code(), Set.of()).stream()
                                .anyMatch(name -> words.endsWith(name)
                                        && leadsTo(above, words.substring(0, words.length() - name.length()))));
    }
}
