-- 司法确认: one row an edition of an agreement. Reasons are encrypted; days are instants in UTC.
create table court_confirmation (
    id           bigint       not null auto_increment primary key,
    mediation_id bigint       not null,
    edition      int          not null,
    scope        varchar(16)  not null,
    state        varchar(16)  not null,
    offered_at   datetime(6)  not null,
    open_until   datetime(6)  not null,
    court        varchar(200),
    applied_at   datetime(6),
    filed_no     varchar(64),
    answered_at  datetime(6),
    reason       varchar(2800),
    constraint court_confirmation_once unique (mediation_id, edition)
);

-- Whether a court may confirm the newest agreement; null for the usual answer of the dispute's type.
alter table mediation add column confirmable varchar(16);

-- What a new agreement has replaced; and what was paid of a duty.
alter table agreement_duty add column void_at datetime(6);
alter table agreement_duty add column paid decimal(14,2);
