-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- One walk through all that is encrypted, so that it is kept under the key in force. It goes on behind at_key of at_table.
create table key_rotation (
    id          bigint      not null auto_increment primary key,
    started_by  varchar(64) not null,
    started_at  datetime(6) not null,
    finished_at datetime(6),
    total       bigint      not null,
    looked      bigint      not null,
    renewed     bigint      not null,
    unreadable  bigint      not null,
    at_table    varchar(64) not null,
    at_key      varchar(64) not null,
    version     bigint      not null
);

-- Since when what is personal of it is gone: name, telephone, address, texts, photos.
alter table demand add column erased_at datetime(6);
create index demand_retention on demand (erased_at, received_at);

-- How many years cases of a category are kept after their end, where it is not the usual time.
create table retention_rule (
    category varchar(6) not null primary key,
    years    int        not null
);

-- One erasing of all cases that are due. It goes on behind last_id.
create table retention_run (
    id          bigint      not null auto_increment primary key,
    started_by  varchar(64) not null,
    started_at  datetime(6) not null,
    finished_at datetime(6),
    expected    bigint      not null,
    erased      bigint      not null,
    kept        bigint      not null,
    last_id     bigint      not null,
    version     bigint      not null
);

-- A resident's copy or deletion, asked by a clerk and decided by somebody else. The telephone number is encrypted.
create table privacy_request (
    id           bigint        not null auto_increment primary key,
    kind         varchar(16)   not null,
    phone        varchar(255),
    phone_masked varchar(40)   not null,
    proof        varchar(400)  not null,
    numbers      text          not null,
    asked_by     varchar(64)   not null,
    asked_at     datetime(6)   not null,
    state        varchar(16)   not null,
    decided_by   varchar(64),
    decided_at   datetime(6),
    outcome      text,
    version      bigint        not null
);
create index privacy_request_asked on privacy_request (asked_by, id);
