-- Written for MySQL; H2 reads it in MySQL mode.
-- What was reported of a day in each whole district, and in the whole city (district_code is empty): a dashboard of 90 days
-- does not add up the parts of all places.
create table insight_report_sum (
    district_code varchar(24) not null,
    report_day    date        not null,
    edition       int         not null,
    flow          varchar(64) not null,
    received      int         not null,
    closed        int         not null,
    in_time       int         not null,
    late          int         not null,
    primary key (district_code, report_day, edition, flow)
);
insert into insight_report_sum (district_code, report_day, edition, flow, received, closed, in_time, late)
    select district_code, report_day, edition, flow, sum(received), sum(closed), sum(in_time), sum(late)
    from insight_report_part group by district_code, report_day, edition, flow;
insert into insight_report_sum (district_code, report_day, edition, flow, received, closed, in_time, late)
    select '', report_day, edition, flow, sum(received), sum(closed), sum(in_time), sum(late)
    from insight_report_part group by report_day, edition, flow;
