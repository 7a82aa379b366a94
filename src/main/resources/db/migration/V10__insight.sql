-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai.
-- What managers count, written with each step of a case, so that no figure is got by scanning its history.

create table insight_case (
    demand_id        bigint      not null primary key,
    number           varchar(24) not null,
    area_code        varchar(24) not null,
    category         varchar(6)  not null,
    level            varchar(16) not null,
    received_at      datetime(6) not null,
    received_day     date        not null,
    closed_day       date,
    is_open          boolean     not null,
    paused           boolean     not null,
    due_at           datetime(6),
    accepted         boolean     not null,
    responded        boolean     not null,
    response_minutes int,
    called_back      boolean     not null,
    solved           boolean     not null,
    rated            boolean     not null,
    satisfied        boolean     not null,
    raised_street    boolean     not null,
    raised_district  boolean     not null,
    raised_city      boolean     not null,
    asked_level      varchar(16),
    constraint insight_case_number unique (number)
);
create index insight_case_received on insight_case (received_day, area_code, category, accepted, responded,
    response_minutes, called_back, solved, rated, satisfied, raised_street, raised_district, raised_city);
create index insight_case_open on insight_case (is_open, due_at, area_code, category, level, paused);
create index insight_case_closed on insight_case (closed_day, area_code, category);
create index insight_case_asked on insight_case (asked_level, area_code);

-- One stay of a case in a step of a diagram, by the engine's id of it.
create table insight_wait (
    id         varchar(64) not null primary key,
    definition varchar(64) not null,
    activity   varchar(64) not null,
    number     varchar(24) not null,
    area_code  varchar(24) not null,
    entered_at datetime(6) not null,
    left_at    datetime(6),
    left_day   date,
    minutes    int
);
create index insight_wait_left on insight_wait (definition, left_day, area_code, activity, minutes);
create index insight_wait_number on insight_wait (number, left_at);
