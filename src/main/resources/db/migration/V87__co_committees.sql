-- 联片: another committee that was asked to mediate together, and whom it named. Its reason is encrypted.
create table co_committee (
    id           bigint       not null auto_increment primary key,
    mediation_id bigint       not null,
    committee    varchar(24)  not null,
    state        varchar(16)  not null,
    asked_by     varchar(64)  not null,
    asked_at     datetime(6)  not null,
    username     varchar(64),
    answered_by  varchar(64),
    answered_at  datetime(6),
    reason       varchar(2800),
    version      bigint       not null
);
create index co_committee_of on co_committee (mediation_id);
