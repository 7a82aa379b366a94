-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai.

-- 公开的诉求: what a person of the serving unit has written for everybody. One row a demand, changed when it is published anew.
create table published_case (
    id             bigint        not null auto_increment primary key,
    demand_id      bigint        not null,
    number         varchar(24)   not null,
    unit_code      varchar(24)   not null,
    category_code  varchar(6)    not null,
    place_code     varchar(24),
    title          varchar(60)   not null,
    question       varchar(1000) not null,
    answer         varchar(2000) not null,
    received_at    datetime(6)   not null,
    shown          boolean       not null,
    published_at   datetime(6)   not null,
    published_by   varchar(64)   not null,
    taken_back_at  datetime(6),
    taken_back_by  varchar(64),
    taken_back_why varchar(200),
    version        bigint        not null
);
create unique index published_case_demand on published_case (demand_id);
create index published_case_shown on published_case (shown, published_at);
create index published_case_unit on published_case (unit_code, published_at);
