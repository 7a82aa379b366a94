package org.ganxian.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.ganxian.codes.CodeList;
import org.ganxian.codes.CodeNames;
import org.ganxian.codes.CodeTables;
import org.ganxian.organization.Units;
import org.ganxian.platform.PeopleTime;
import org.springframework.stereotype.Component;

/** What the codes in a service item stand for: what departments do, and what an applicant gets. */
@Component
@RequiredArgsConstructor
class ServiceTerms {

    /**
     * As read at one moment.
     *
     * @param departments names by function, of all departments that there are
     * @param results names by code, of those that can be chosen today
     */
    record Terms(Map<String, String> departments, Map<String, String> results, CodeNames names, LocalDate today) {

        /** What a version's result is or was called: by today's name while it holds, by its last day's after that. */
        String resultOf(ServiceItem item) {
            LocalDate last =
                    item.validUntil().filter(until -> until.isBefore(today)).orElse(today);
            return names.on(item.resultType(), last);
        }

        String result(String code) {
            return names.on(code, today);
        }
    }

    private final Units units;
    private final CodeTables codes;
    private final Clock clock;

    Terms now() {
        Map<String, String> results = new LinkedHashMap<>();
        codes.choices(CodeList.SERVICE_RESULT).forEach(entry -> results.put(entry.code(), entry.name()));
        return new Terms(
                units.functions(),
                results,
                codes.names(CodeList.SERVICE_RESULT),
                LocalDate.ofInstant(clock.instant(), PeopleTime.ZONE));
    }
}
