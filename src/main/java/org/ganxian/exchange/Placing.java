package org.ganxian.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.demand.Categories;
import org.ganxian.demand.Demand;
import org.ganxian.demand.Demands;
import org.ganxian.demand.NewDemand;
import org.ganxian.demand.Source;
import org.ganxian.engine.OwnCommand;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.kept.ExchangeException.Kind;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.kept.StoredEnvelope;
import org.ganxian.exchange.partner.Mapping;
import org.ganxian.exchange.partner.Mappings;
import org.ganxian.order.DangerReports;
import org.ganxian.organization.Unit;
import org.ganxian.organization.Units;
import org.ganxian.platform.CityBounds;
import org.ganxian.platform.privacy.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a demand of a partner's order, by the same door as all others: once, by the partner's number. */
@Component
@RequiredArgsConstructor
class Placing {

    private final ExchangeRows rows;
    private final Bodies bodies;
    private final Mappings mappings;
    private final Categories categories;
    private final ExchangeExceptions exceptions;
    private final DangerReports dangerReports;
    private final Demands demands;
    private final OwnCommand own;
    private final Reading reading;

    /** How what they wrote is read. */
    @Component
    @RequiredArgsConstructor
    static class Reading {
        final PhoneNumbers phones;
        final Units units;
        final CityBounds bounds;
        final Clock clock;
    }

    /** Whatever happens to the caller's transaction: the next attempt finds the demand by the partner's number. */
    Demand place(ExchangeOrder order) {
        NewDemand.External external = external(order);
        if (demands.findExternal(external).isEmpty()) {
            NewDemand demand = demand(order, external);
            dangerReports.kept(demand, place -> own.run(() -> place.apply(demand)));
        }
        return demands.findExternal(external).orElseThrow();
    }

    /** What differs in capitals or width only is one number to demands, but two orders of the partner: none swallows the other. */
    private NewDemand.External external(ExchangeOrder order) {
        NewDemand.External theirs = new NewDemand.External(order.partner(), order.sourceNo());
        boolean another = demands.findExternal(theirs)
                .filter(found -> !found.externalNumber().equals(Optional.of(order.sourceNo())))
                .isPresent();
        return another ? new NewDemand.External(order.partner(), order.number()) : theirs;
    }

    private NewDemand demand(ExchangeOrder order, NewDemand.External external) {
        StoredEnvelope created = rows.created(order).orElseThrow();
        // Of a secret order the demand never learns who told.
        Bodies.Order said = discreetly(order, bodies.order(String.valueOf(created.body())));
        Bodies.Place place = said.place();
        Bodies.Person caller = said.caller();
        PhoneNumbers.Written phone = reading.phones.read(caller == null ? null : caller.phone());
        // A position that is of another datum, or outside of the city, is worse than none.
        Bodies.Place located =
                place != null && place.hasPosition() && reading.bounds.contain(place.lng(), place.lat()) ? place : null;
        return new NewDemand(
                said.title(),
                category(order),
                String.valueOf(said.text()),
                place == null
                        ? null
                        : reading.units.openPlace(place.unit()).map(Unit::code).orElse(null),
                place == null || isBlank(place.address()) ? null : place.address(),
                located == null ? null : located.lng(),
                located == null ? null : located.lat(),
                caller == null ? null : caller.name(),
                phone.number(),
                Source.EXCHANGE,
                external,
                earlier(created.occurredAt()),
                null,
                phone.rest());
    }

    /** What a secret order says, without who told it; of any other, all. */
    static Bodies.Order discreetly(ExchangeOrder order, Bodies.Order said) {
        if (!order.secret()) {
            return said;
        }
        Bodies.Place place = said.place();
        return said.withTitle(said.title() == null ? null : Happening.discreet(order, said.title()))
                .withText(Happening.discreet(order, said.text()))
                .withPlace(
                        place == null || place.address() == null
                                ? place
                                : place.withAddress(Happening.discreet(order, place.address())))
                .withCaller(null);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Ours for their category; what nobody has mapped yet goes to triage, and somebody is asked to map it. */
    private String category(ExchangeOrder order) {
        String theirs = order.theirCategory();
        if (theirs == null || theirs.isBlank()) {
            return Categories.UNSORTED;
        }
        Mappings.Found found = mappings.ours(order.partner(), Mapping.Kind.CATEGORY, theirs);
        if (found.isNew()) {
            exceptions.raise(
                    "category:" + order.partner() + ":" + theirs,
                    order.partner(),
                    Kind.UNMAPPED,
                    order.number(),
                    "对方的分类“" + theirs + "”没有对照，先按待分类");
        }
        return found.ours() != null && categories.present(found.ours()).isPresent()
                ? found.ours()
                : Categories.UNSORTED;
    }

    private @Nullable Instant earlier(Instant occurredAt) {
        return occurredAt.isBefore(reading.clock.instant()) ? occurredAt : null;
    }
}
