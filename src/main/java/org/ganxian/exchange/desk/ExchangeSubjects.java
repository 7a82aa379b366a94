package org.ganxian.exchange.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.casework.panel.TaskSubjects;
import org.ganxian.exchange.ExchangeExceptions;
import org.ganxian.exchange.ExchangeRows;
import org.ganxian.exchange.Happening;
import org.ganxian.exchange.envelope.Bodies;
import org.ganxian.exchange.kept.ExchangeException;
import org.ganxian.exchange.kept.ExchangeOrder;
import org.ganxian.exchange.ledger.OrderState;
import org.ganxian.exchange.partner.Partners;
import org.ganxian.organization.Units;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.PeopleTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the tasks of the exchange are about: an order of a partner's, or what an administrator has to look at. */
@Component
@Transactional
@RequiredArgsConstructor
class ExchangeSubjects implements TaskSubjects {

    private static final String SHOWN = "exchange-order-shown";
    private static final String SECRET = "要求保密，请对方接通电话";

    private final ExchangeRows rows;
    private final ExchangeException.Repository problems;
    private final Partners partners;
    private final Bodies bodies;
    private final Units units;
    private final CurrentActor actors;
    private final Audit audit;

    @Override
    public Map<String, Brief> briefs(Collection<String> businessKeys) {
        Map<String, Brief> found = new HashMap<>();
        rows.orders()
                .findByNumberIn(businessKeys)
                .forEach(order -> found.put(order.number(), new Brief(order.number(), title(order))));
        problems.findAllById(ExchangeExceptions.ids(businessKeys)).forEach(problem -> {
            String key = ExchangeExceptions.key(problem);
            found.put(key, new Brief(key, problem.kind().title() + "：" + problem.words()));
        });
        return found;
    }

    private String title(ExchangeOrder order) {
        String category = order.theirCategory() == null ? "没有写分类" : order.theirCategory();
        return nameOf(order.partner()) + "来件：" + (order.danger() ? "险情，" : "") + category;
    }

    private String nameOf(String partner) {
        return partners.get(partner).name();
    }

    @Override
    public Optional<Subject> subject(String businessKey, boolean holds) {
        return rows.orders()
                .findByNumber(businessKey)
                .map(order -> ofOrder(order, holds))
                .or(() -> problems.findAllById(ExchangeExceptions.ids(List.of(businessKey))).stream()
                        .findFirst()
                        .map(this::ofProblem));
    }

    private Subject ofOrder(ExchangeOrder order, boolean holds) {
        Bodies.@Nullable Order said = rows.created(order)
                .filter(one -> one.body() != null)
                .map(one -> bodies.order(String.valueOf(one.body())))
                .orElse(null);
        if (holds) {
            audit.record(actors.get(), SHOWN, order.number());
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("来自", nameOf(order.partner()) + "，编号 " + order.sourceNo()));
        if (order.demandNumber() != null) {
            facts.add(new Fact("诉求", order.demandNumber()));
        }
        if (order.dueThere() != null) {
            facts.add(new Fact("对方的期限", PeopleTime.of(order.dueThere())));
        }
        @Nullable String text = null;
        if (said != null) {
            boolean plain = holds && !order.secret();
            text = plain ? said.text() : Happening.discreet(order, said.text());
            if (said.place() != null) {
                String address =
                        said.place().address() == null ? "" : said.place().address();
                facts.add(new Fact("地点", (units.path(said.place().unit()) + " " + address).strip()));
            }
            facts.add(new Fact("来电人", caller(order, said.caller(), plain)));
        }
        return new Subject(
                order.number(),
                title(order),
                text,
                facts,
                order.state() == OrderState.SCOPE_TALK ? "/desk/exchange-talks/" + order.number() : null);
    }

    private static String caller(ExchangeOrder order, Bodies.@Nullable Person caller, boolean plain) {
        if (order.secret()) {
            return SECRET;
        } else if (caller == null) {
            return "没有写";
        } else if (!plain) {
            return "领取任务后可见";
        }
        return (caller.name() == null ? "没有写姓名" : caller.name()) + "，"
                + (caller.phone() == null ? "没有电话" : caller.phone());
    }

    private Subject ofProblem(ExchangeException problem) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("对接伙伴", nameOf(problem.partner())));
        if (problem.orderNumber() != null) {
            facts.add(new Fact("来件", problem.orderNumber()));
        }
        facts.add(new Fact("发现", PeopleTime.of(problem.raisedAt())));
        return new Subject(
                ExchangeExceptions.key(problem),
                problem.kind().title(),
                problem.words(),
                facts,
                "/desk/exchange/" + problem.partner() + "#problems");
    }
}
