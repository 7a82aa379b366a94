-- Written for MySQL; H2 reads it in MySQL mode. Days are those of Asia/Shanghai.
-- Figures by day of each district beside those of the whole city. The next night sums all days anew; until then each look
-- counts the rows.

drop index insight_case_live on insight_case;
drop index insight_round_live on insight_round;
drop index insight_round_live_closed on insight_round;
drop index insight_wait_live on insight_wait;
drop index insight_case_received_there on insight_case;
drop index insight_round_begun_there on insight_round;
drop index insight_round_closed_there on insight_round;
drop index insight_wait_there on insight_wait;
update insight_case set summed = 0 where summed <> 0;
update insight_round set summed = 0 where summed <> 0;
update insight_wait set summed = 0 where summed <> 0;
-- With the place at the end: those of the city are still grouped in the order of the index, and summed without the rows.
create index insight_case_live on insight_case (summed, received_day, district_code, category, flow, marks, response_minutes,
    area_code);
create index insight_round_live on insight_round (summed, begun_day, district_code, category, flow, marks, area_code);
create index insight_round_live_closed on insight_round (summed, closed_day, district_code, category, flow, area_code);
create index insight_wait_live on insight_wait (summed, left_day, definition, activity, minutes, number, is_open, due_at,
    area_code);
-- Of a district those alone are gone through that are not summed; who looks at all rows of a street names each of 0, 1 and 2.
create index insight_case_received_there on insight_case (district_code, summed, received_day, area_code, category, flow, marks,
    response_minutes);
create index insight_round_begun_there on insight_round (district_code, summed, begun_day, area_code, category, flow, marks);
create index insight_round_closed_there on insight_round (district_code, summed, closed_day, area_code, category, flow, marks);
create index insight_wait_there on insight_wait (definition, area_code, summed, left_day, activity, minutes);

-- Each case and round twice: in its place (P) and in its category (C), each with what is counted of it, in the order of
-- days.Figure: "C05:3,2 P350602:3,2,,1". Of the whole city (district_code is empty) by district, of a district by the
-- place itself: places move within their district, and no sum is another one for it.
drop table insight_day;
create table insight_day (
    district_code varchar(24) not null,
    counted_day   date        not null,
    flow          varchar(64) not null,
    counts        mediumtext  not null,
    primary key (district_code, counted_day, flow)
);
create index insight_day_by_day on insight_day (counted_day);

-- How long it took, each length in calendar minutes with how often it was: "5:2 17:1".
drop table insight_day_lengths;
create table insight_day_lengths (
    district_code varchar(24) not null,
    what          varchar(64) not null,
    counted_day   date        not null,
    step          varchar(64) not null,
    lengths       mediumtext  not null,
    primary key (district_code, what, counted_day, step)
);
create index insight_day_lengths_by_day on insight_day_lengths (counted_day);
