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
