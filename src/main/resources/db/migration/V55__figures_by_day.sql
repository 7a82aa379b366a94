-- Written for MySQL; H2 reads it in MySQL mode. Days are those of Asia/Shanghai.
-- Figures of the whole city by day: what is over is summed once, so that a city's 90 days are not gone through again for each look.

-- 0 is counted by each look, 1 is in the sums, 2 is just being summed.
alter table insight_case add column summed tinyint not null default 0;
alter table insight_round add column summed tinyint not null default 0;
alter table insight_wait add column summed tinyint not null default 0;

create index insight_case_live on insight_case (summed, received_day, district_code, category, flow, marks, response_minutes);
create index insight_round_live on insight_round (summed, begun_day, district_code, category, flow, marks);
create index insight_round_live_closed on insight_round (summed, closed_day, district_code, category, flow);
-- Of the whole city only those are gone through that are not summed, of a part of it those of its places.
create index insight_wait_live on insight_wait (summed, left_day, definition, activity, minutes);
create index insight_wait_there on insight_wait (definition, area_code, left_day, activity, minutes);
drop index insight_wait_left on insight_wait;

-- Each case and round twice: in its place below the city (P) and in its category (C). A case counts on the day it was
-- received, a round on that on which it began, what was closed on the day of that.
create table insight_day (
    counted_day            date        not null,
    flow            varchar(64) not null,
    part            varchar(1)  not null,
    code            varchar(24) not null,
    received        int         not null,
    accepted        int         not null,
    done            int         not null,
    ended           int         not null,
    raised_street   int         not null,
    raised_district int         not null,
    raised_city     int         not null,
    closed          int         not null,
    begun           int         not null,
    responded       int         not null,
    response_late   int         not null,
    in_time         int         not null,
    late            int         not null,
    consulted       int         not null,
    solved          int         not null,
    rated           int         not null,
    satisfied       int         not null,
    called_back     int         not null,
    called_in_time  int         not null,
    call_late       int         not null,
    primary key (counted_day, flow, part, code)
);

-- How long it took, each length in calendar minutes with how often it was: "5:2 17:1". Exact, so that a median of many
-- days is that of all their lengths.
create table insight_day_lengths (
    what    varchar(64) not null,
    counted_day    date        not null,
    step    varchar(64) not null,
    lengths mediumtext  not null,
    primary key (what, counted_day, step)
);

-- One who sums at a time; whoever reads looks whether something was summed meanwhile.
create table insight_sums (
    id    int    not null primary key,
    stamp bigint not null
);
insert into insight_sums (id, stamp) values (1, 0);
