package org.ganxian.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ganxian.contract.FlowContract.Case;

/**
 * What the author of a flow declares: who starts it, and routes on which a case comes to every task. The rest the
 * contract reads from the diagram and the forms.
 */
public final class Flow {

    /** One thing that happens to a case. */
    public interface Move {
        /** Where the case stands before it, the same words for the same place on all routes. */
        String at();

        void make(Journey journey);
    }

    /** A way of a case from its beginning to an end. */
    public record Route(String name, Function<Marks, Case> begin, List<Move> moves) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A task that somebody does.
     *
     * @param chosen the fields that are no free text; that the contract writes itself
     * @param wrong who has the duty, but in another unit
     */
    public record TaskMove(String task, String person, Map<String, Object> chosen, List<String> wrong) implements Move {

        /** Adds people who have such a duty elsewhere and may not do this task. */
        public TaskMove notBy(String... others) {
            return new TaskMove(task, person, chosen, List.of(others));
        }

        /** What of it is filled in, whoever does it. */
        TaskMove withoutPeople() {
            return new TaskMove(task, null, chosen, List.of());
        }

        @Override
        public String at() {
            return task;
        }

        @Override
        public void make(Journey journey) {
            journey.does(this);
        }
    }

    /**
     * The form that staff start the flow with.
     *
     * @param wrong who may not
     */
    public record StartForm(String form, String person, String wrong, Map<String, Object> chosen) {}

    private record Deed(String at, Consumer<Journey> deed) implements Move {
        @Override
        public void make(Journey journey) {
            deed.accept(journey);
        }
    }

    final String key;
    final List<Route> routes = new ArrayList<>();
    List<String> strangers = List.of();
    Class<?> walkedBy;
    StartForm startForm;

    private Flow(String key) {
        this.key = key;
    }

    /** @param key of the process */
    public static Flow of(String key) {
        return new Flow(key);
    }

    /** Adds people who have no duty for any task of this flow. */
    public Flow strangers(String... usernames) {
        strangers = List.of(usernames);
        return this;
    }

    /**
     * Names the test class that walks every node and flow, where the routes alone do not; it has to say so by
     * {@link WalksAll}.
     */
    public Flow walkedBy(Class<?> tests) {
        walkedBy = tests;
        return this;
    }

    /** @param chosen {@code field=value}, for what is no free text */
    public Flow startForm(String form, String person, String wrong, String... chosen) {
        startForm = new StartForm(form, person, wrong, fields(chosen));
        return this;
    }

    public Flow route(String name, Function<Marks, Case> begin, Move... moves) {
        routes.add(new Route(name, begin, List.of(moves)));
        return this;
    }

    /** Who has such a duty elsewhere, whichever route says so. */
    Set<String> wrongFor(String task) {
        Set<String> wrong = new TreeSet<>();
        routes.forEach(route -> route.moves().stream()
                .filter(move -> move instanceof TaskMove && move.at().equals(task))
                .forEach(move -> wrong.addAll(((TaskMove) move).wrong())));
        return wrong;
    }

    /** @param chosen {@code field=value}, for what is no free text */
    public static TaskMove task(String task, String person, String... chosen) {
        return new TaskMove(task, person, fields(chosen), List.of());
    }

    /** Something else that happens: what a resident does, or a beginning by another door. */
    public static Move deed(String at, Consumer<Journey> deed) {
        return new Deed(at, deed);
    }

    /** The resident rates what was done. */
    public static Move rates(int grade) {
        return new Deed("rating", journey -> journey.rates(grade));
    }

    /** Time passes until this timer of the case fires. */
    public static Move untilDue(String timer) {
        return new Deed(timer, journey -> journey.waitsFor(timer));
    }

    /** Moves as one, for what several routes have in common. */
    public static Move[] moves(Object... parts) {
        return Arrays.stream(parts)
                .flatMap(p -> p instanceof Move move ? List.of(move).stream() : Arrays.stream((Move[]) p))
                .toArray(Move[]::new);
    }

    private static Map<String, Object> fields(String... chosen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : chosen) {
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return fields;
    }
}
