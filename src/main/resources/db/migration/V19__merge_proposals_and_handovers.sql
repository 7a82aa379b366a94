-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- What a unit would merge and may not decide alone, and what another unit decided.
create table merge_proposal (
    id          bigint      not null auto_increment primary key,
    subject     varchar(24) not null,
    master      varchar(24) not null,
    proposed_by varchar(64) not null,
    proposed_at datetime(6) not null,
    decided_by  varchar(64),
    decided_at  datetime(6),
    agreed      boolean
);
create index merge_proposal_subject on merge_proposal (subject);

-- A case that a superior has given, or would give, to another unit.
create table handover (
    id         bigint      not null auto_increment primary key,
    subject    varchar(24) not null,
    from_unit  varchar(24) not null,
    to_unit    varchar(24) not null,
    reason     varchar(1000),
    given_by   varchar(64) not null,
    given_at   datetime(6) not null,
    state      varchar(16) not null,
    decided_by varchar(64),
    decided_at datetime(6)
);
create index handover_subject on handover (subject, state);
