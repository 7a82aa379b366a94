package org.ganxian.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.catalogue.ServiceTerms.Terms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A version of a service item in the words of its 办事指南.
 *
 * @param departments names of those that decide, the leading one first
 * @param brought what the applicant brings
 * @param held what is asked for elsewhere instead (免提交)
 * @param fee 不收费, or the amount with 元
 * @param feeNote null when there is nothing to say, as is the guide
 * @param validUntil null when no last day is set
 */
record ServiceGuide(
        String code,
        int version,
        String name,
        String legalBasis,
        List<String> departments,
        List<Material> brought,
        List<Material> held,
        int statutoryDays,
        int promisedDays,
        String fee,
        @Nullable String feeNote,
        String result,
        boolean permit,
        boolean needsIdNumber,
        boolean answeredOnTheSpot,
        @Nullable String guide,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    /** Makes them. */
    @Component
    @RequiredArgsConstructor
    static class Guides {

        private final ServiceTerms terms;

        ServiceGuide of(ServiceItem item) {
            return of(item, terms.now());
        }

        List<ServiceGuide> of(List<ServiceItem> items) {
            Terms now = terms.now();
            return items.stream().map(item -> of(item, now)).toList();
        }

        private static ServiceGuide of(ServiceItem item, Terms terms) {
            return new ServiceGuide(
                    item.code(),
                    item.version(),
                    item.name(),
                    item.legalBasis(),
                    item.functions().stream()
                            .map(f -> terms.departments().getOrDefault(f, f))
                            .toList(),
                    item.materials().stream().filter(Material::isBrought).toList(),
                    item.materials().stream().filter(m -> !m.isBrought()).toList(),
                    item.statutoryDays(),
                    item.promisedDays(),
                    ServiceGuide.fee(item.fee().orElse(null)),
                    item.feeNote(),
                    terms.resultOf(item),
                    item.isPermit(),
                    item.needsIdNumber(),
                    item.isAnsweredOnTheSpot(),
                    item.guide(),
                    item.validFrom(),
                    item.validUntil().orElse(null));
        }
    }

    static String fee(@Nullable BigDecimal fee) {
        return fee == null ? "不收费" : fee.toPlainString() + " 元";
    }

    /** From when, and until when if that is known. */
    public String validity() {
        return validity(validFrom, validUntil);
    }

    /** @param until null when no last day is set */
    static String validity(LocalDate from, @Nullable LocalDate until) {
        return from + " 起" + (until == null ? "" : "，到 " + until + " 止");
    }

    /** Whether a search for this text finds it; blank finds everything. */
    boolean matches(String text) {
        return text.isBlank()
                || name.contains(text.strip())
                || code.equals(text.strip())
                || departments.stream().anyMatch(d -> d.contains(text.strip()));
    }
}
