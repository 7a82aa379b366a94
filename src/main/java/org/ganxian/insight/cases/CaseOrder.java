package org.ganxian.insight.cases;

import org.ganxian.insight.Show;

/**
 * The order of a page of a list, so that the database reads a long list from an index (V94) as far as the page goes and no
 * longer sorts all of it. Few lines are looked up by what they are asked by, and sorted: that index would be gone through
 * for them to its end.
 */
final class CaseOrder {

    /** Of a city's open cases, and of a quarter's received ones, the rows that are passed by then are some thousand. */
    private static final int LONG = 5_000;

    private CaseOrder() {}

    /** @param total how many lines the list has */
    static String query(CaseFilter filter, CaseSort sort, long total, long most) {
        Show show = filter.show();
        String order = sort.orElse(usual(show), show);
        if (total < LONG) {
            return select(filter, "") + sorted(order);
        } else if (sort == CaseSort.USUAL && show == Show.OPEN) {
            return undueLast(filter, most);
        }
        boolean open = show.condition().startsWith("is_open = true");
        // By its statistics MySQL would go along all cases ever, since it takes the open ones to lie among them evenly.
        return select(filter, sort != CaseSort.USUAL && open ? " use index (insight_case_open_first)" : "")
                + " order by " + order;
    }

    /** All of them. */
    static String query(CaseFilter filter) {
        return select(filter, "") + " order by " + usual(filter.show());
    }

    private static String select(CaseFilter filter, String index) {
        return "select number from " + filter.show().kept().table() + index + " where " + filter.condition();
    }

    /** Written so that no index serves it; "is null" is in none anyway. */
    private static String sorted(String order) {
        return " order by " + order.replaceFirst("^(\\w++)(?! is)", "coalesce($1, $1)");
    }

    /** "Is null" is in no index: each part by itself. */
    private static String undueLast(CaseFilter filter, long most) {
        String part = "(select number, %d as part, due_at, demand_id from insight_case where " + filter.condition()
                + " and due_at is %s order by due_at, demand_id limit " + most + ")";
        return "select number from (" + part.formatted(1, "not null") + " union all " + part.formatted(2, "null")
                + ") open_cases order by part, due_at, demand_id";
    }

    private static String usual(Show show) {
        return switch (show) {
            case OPEN -> "due_at is null, due_at, demand_id";
            case OVERDUE, DUE_SOON, DUE_TODAY -> "due_at, demand_id";
            case FOLLOW_UP, FOLLOW_UP_OVERDUE -> "follow_up_due, demand_id";
            case CLOSED -> "closed_day desc, demand_id desc, round desc";
            case HISTORY -> "demand_id desc";
            case PAUSED, ASKED -> "demand_id";
            default ->
                show.kept() == Show.Kept.CASE
                        ? "received_day desc, demand_id desc"
                        : "begun_day desc, demand_id desc, round desc";
        };
    }
}
