-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

create table supervision (
    id               bigint      not null auto_increment primary key,
    subject          varchar(24) not null,
    flow             varchar(24) not null,
    step             varchar(24),
    clock_round      int         not null,
    reason           varchar(500),
    raised_by        varchar(64) not null,
    raised_at        datetime(6) not null,
    process_instance varchar(64),
    level            varchar(16),
    unit_code        varchar(24),
    owner            varchar(64),
    late_minutes     bigint      not null,
    answer_due       datetime(6),
    outcome          varchar(16),
    answered_by      varchar(64),
    ended_at         datetime(6),
    version          bigint      not null
);
create index supervision_subject on supervision (subject);
create index supervision_instance on supervision (process_instance);
create index supervision_unit on supervision (unit_code, ended_at);

create table extension_request (
    id         bigint       not null auto_increment primary key,
    subject    varchar(24)  not null,
    more       varchar(32)  not null,
    reason     varchar(500) not null,
    asked_by   varchar(64)  not null,
    asked_at   datetime(6)  not null,
    decided_by varchar(64),
    decided_at datetime(6),
    granted    boolean
);
create index extension_request_subject on extension_request (subject);

alter table demand add column taken_over_by varchar(64);
