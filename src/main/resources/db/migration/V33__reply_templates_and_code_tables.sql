-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC, all days the city's.

-- What people may begin an answer with, in versions that never change.
create table reply_template (
    id         bigint        not null auto_increment primary key,
    code       varchar(36)   not null,
    version    int           not null,
    unit       varchar(24)   not null,
    form       varchar(64)   not null,
    field      varchar(64)   not null,
    category   varchar(6),
    title      varchar(80)   not null,
    words      varchar(4000) not null,
    valid_from date          not null,
    valid_to   date,
    edited_by  varchar(64)   not null,
    edited_at  datetime(6)   not null,
    constraint reply_template_version unique (code, version)
);

-- A list that people choose from, as a whole, from a day on; an edition never changes.
create table code_edition (
    id         bigint        not null auto_increment primary key,
    code_list  varchar(32)   not null,
    version    int           not null,
    valid_from date          not null,
    entries    varchar(8000) not null,
    edited_by  varchar(64),
    edited_at  datetime(6)   not null,
    constraint code_edition_version unique (code_list, version)
);

-- Which list of a release the city has decided on, by its hash: it is not offered again.
create table code_offer (
    code_list  varchar(32) not null primary key,
    hash       varchar(64) not null,
    decided_by varchar(64) not null,
    decided_at datetime(6) not null
);
