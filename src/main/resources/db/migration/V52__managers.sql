-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai.

-- 突增: a kind of demand that comes from a place more often than usual. No person is in it, and no case.
create table insight_burst (
    id            bigint         not null auto_increment primary key,
    place_code    varchar(24)    not null,
    district_code varchar(24)    not null,
    category_code varchar(6)     not null,
    from_day      date           not null,
    to_day        date           not null,
    cases         int            not null,
    usual         decimal(10, 1) not null,
    measured      int            not null,
    begun_at      datetime(6)    not null,
    ended_at      datetime(6)
);
create index insight_burst_ended on insight_burst (ended_at, place_code);
create index insight_burst_begun on insight_burst (begun_at);

-- Monthly reports, kept as they were made. They hold figures alone.
create table insight_month (
    report_month varchar(7)  not null,
    area_code    varchar(24) not null,
    made_at      datetime(6) not null,
    through_day  date        not null,
    received     int         not null,
    closed       int         not null,
    pdf          longblob    not null,
    xlsx         longblob    not null,
    primary key (report_month, area_code)
);
create index insight_month_area on insight_month (area_code, report_month);
