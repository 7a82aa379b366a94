-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

create table sla_clock (
    id               bigint        not null auto_increment primary key,
    flow             varchar(24)   not null,
    subject          varchar(24)   not null,
    step             varchar(24)   not null,
    round            int           not null,
    category         varchar(255),
    priority         varchar(2)    not null,
    unit_code        varchar(24),
    process_instance varchar(64)   not null,
    kind             varchar(8)    not null,
    limit_text       varchar(32)   not null,
    extension_text   varchar(32),
    warn_fraction    decimal(4, 3) not null,
    escalates        boolean       not null,
    started_at       datetime(6)   not null,
    due_at           datetime(6)   not null,
    warn_at          datetime(6)   not null,
    warned_at        datetime(6),
    provisional      boolean       not null,
    paused_at        datetime(6),
    breached_at      datetime(6),
    ended_at         datetime(6),
    late_minutes     bigint,
    review           varchar(400),
    version          bigint        not null,
    constraint sla_clock_round unique (subject, step, round)
);
create index sla_clock_running on sla_clock (ended_at, id);

create table sla_pause (
    id         bigint      not null auto_increment primary key,
    subject    varchar(24) not null,
    paused_at  datetime(6) not null,
    resumed_at datetime(6)
);
create index sla_pause_subject on sla_pause (subject);
