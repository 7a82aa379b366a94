-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- What is to become of a table of rules; it changes nothing until it is put into force.
create table rule_draft (
    decision     varchar(64)   not null primary key,
    content      longblob      not null,
    changed_by   varchar(64)   not null,
    changed_at   datetime(6)   not null,
    state        varchar(16)   not null,
    effective_on date,
    reason       varchar(400),
    against      varchar(64),
    refusal      varchar(2000),
    version      bigint        not null
);

-- Who put an edition into force and why. The edition itself is the engine's.
create table rule_edition (
    deployment varchar(64)  not null primary key,
    decision   varchar(64)  not null,
    made_by    varchar(64)  not null,
    reason     varchar(400) not null
);
create index rule_edition_decision on rule_edition (decision);

-- Which table of a release the city has decided on, by its hash: it is not offered again.
create table rule_offer (
    decision   varchar(64) not null primary key,
    hash       varchar(64) not null,
    decided_by varchar(64) not null,
    decided_at datetime(6) not null
);
