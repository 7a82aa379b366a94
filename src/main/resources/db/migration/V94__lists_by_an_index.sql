-- Written for MySQL; H2 reads it in MySQL mode. A page of a list is read from an index that stands in the list's order, not
-- sorted out of all that the list holds. An index of MySQL's ends with the primary key, here demand_id (and round).
create index insight_case_due_first on insight_case (is_open, due_at, demand_id, district_code, area_code, category);
drop index insight_case_due on insight_case;
create index insight_case_by_day on insight_case (received_day, demand_id);
create index insight_case_open_first on insight_case (is_open, demand_id);
create index insight_round_by_day on insight_round (begun_day, demand_id, round);
create index insight_round_by_closing on insight_round (closed_day, demand_id, round);
