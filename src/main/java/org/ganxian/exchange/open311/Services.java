package org.ganxian.exchange.open311;

import static org.ganxian.exchange.open311.Answer.fields;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Category;
import org.ganxian.exchange.open311.Answer.Items;
import org.ganxian.exchange.partner.ItemRule;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.exchange.partner.Partner;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What clients may ask for: the categories of a partner that somebody has mapped to ours and that no list gives to somebody
 * else. Without a key, those of all such partners: nothing is said by that but what the city does.
 */
@Component
@RequiredArgsConstructor
class Services {

    /** The one field beside those of the specification: where a matter is, as the city counts places. */
    static final String COMMUNITY = "community";

    private static final int LONGEST = 60;
    /** A client gone wrong fills no table. */
    private static final int MOST_UNKNOWN = 100;

    /** @param code theirs */
    record Service(String code, Category category, @Nullable Instant edited) {}

    private final Partners partners;
    private final Mappings mappings;
    private final Categories categories;
    private final Units units;

    /** By code. */
    List<Service> offered(@Nullable Partner partner) {
        Stream<Partner> all = partner != null ? Stream.of(partner) : active();
        Map<String, Service> byCode = all.flatMap(this::of)
                .collect(Collectors.toMap(
                        Service::code, service -> service, (first, second) -> first, LinkedHashMap::new));
        return List.copyOf(byCode.values());
    }

    private Stream<Service> of(Partner partner) {
        return mappings.categories(partner.code()).stream()
                .filter(mapping -> partners.item(partner.code(), mapping.theirs())
                        .filter(item -> item.side() != ItemRule.Side.OURS && item.side() != ItemRule.Side.TALK)
                        .isEmpty())
                .flatMap(mapping -> categories.present(mapping.ours()).stream()
                        .map(category -> new Service(mapping.theirs(), category, mapping.editedAt())));
    }

    /**
     * @throws Refusal 404 for one that is not offered
     */
    Service get(@Nullable Partner partner, String code) {
        return offered(partner).stream()
                .filter(service -> service.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "没有 service_code 为 %s 的服务，请照 services 里的填写".formatted(Texts.shorten(code, LONGEST))));
    }

    /** A word that a partner uses and nobody has mapped yet: an administrator finds it first in the list. */
    void remember(Partner partner, String code) {
        if (code.length() > LONGEST || !Texts.isReadable(code)) {
            return;
        }
        try {
            if (mappings.unmapped(partner.code()) < MOST_UNKNOWN) {
                mappings.ours(partner.code(), Mapping.Kind.CATEGORY, code);
            }
        } catch (DataIntegrityViolationException twin) {
            // Another call has just remembered it.
        }
    }

    Answer list(@Nullable Partner partner) {
        boolean definitions = !communities().isEmpty();
        return Answer.list(
                "services",
                "service",
                offered(partner).stream()
                        .map(service -> described(service, definitions))
                        .toList());
    }

    private Map<String, @Nullable Object> described(Service service, boolean definitions) {
        List<String> path = categories.path(service.category().code());
        return fields(
                "service_code",
                service.code(),
                "service_name",
                service.category().name(),
                "description",
                String.join(" / ", path),
                "metadata",
                definitions,
                "type",
                "realtime",
                "keywords",
                String.join(",", path),
                "group",
                path.get(0));
    }

    private List<Unit> communities() {
        return units.open().stream()
                .filter(unit -> unit.kind() == Unit.Kind.COMMUNITY)
                .toList();
    }

    Answer definition(@Nullable Partner partner, String code) {
        get(partner, code);
        List<Unit> communities = communities();
        List<Map<String, @Nullable Object>> values = communities.stream()
                .map(unit -> fields("key", unit.code(), "name", units.path(unit.code())))
                .toList();
        List<Map<String, @Nullable Object>> attributes = IntStream.range(0, communities.isEmpty() ? 0 : 1)
                .mapToObj(i -> fields(
                        "variable",
                        true,
                        "code",
                        COMMUNITY,
                        "datatype",
                        "singlevaluelist",
                        "required",
                        false,
                        "datatype_description",
                        "不清楚就不选",
                        "order",
                        1,
                        "description",
                        "在哪个社区",
                        "values",
                        new Items("value", values)))
                .toList();
        return new Answer(
                200,
                "service_definition",
                fields("service_code", code, "attributes", new Items("attribute", attributes)));
    }

    /** When the list was changed last, as far as somebody has changed it. */
    Instant changed() {
        return offered(null).stream()
                .map(Service::edited)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** What is read to people for a code of a partner's, by {@link #key}, whether it is still offered or not. */
    Map<String, String> names(List<String> some) {
        return some.stream()
                .flatMap(partner -> mappings.categories(partner).stream())
                .collect(Collectors.toMap(
                        mapping -> key(mapping.partner(), mapping.theirs()),
                        mapping -> Optional.ofNullable(mapping.ours())
                                .flatMap(categories::find)
                                .map(Category::name)
                                .orElse(mapping.theirs())));
    }

    static String key(String partner, String code) {
        return partner + " " + code;
    }

    /** All that report by Open311 now. */
    List<String> partners() {
        return active().map(Partner::code).toList();
    }

    private Stream<Partner> active() {
        return partners.all().stream().filter(one -> one.isOpen311() && one.active() && one.inward());
    }
}
