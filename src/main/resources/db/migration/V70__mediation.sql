-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai. Names, telephone numbers, facts,
-- records and agreements are encrypted.

-- What people type of such a case is kept elsewhere, for few to read.
alter table demand add column confidential boolean default false not null;

-- 人民调解: what a dispute adds to its demand.
create table mediation (
    id             bigint        not null auto_increment primary key,
    number         varchar(24)   not null,
    dispute_type   varchar(32)   not null,
    origin         varchar(32)   not null,
    written        boolean       not null,
    applied_at     datetime(6)   not null,
    accepted_at    datetime(6),
    committee      varchar(24)   not null,
    asked          varchar(24),
    facts          varchar(8400) not null,
    claim          varchar(2800) not null,
    note           varchar(2800),
    amount         decimal(14,2),
    people         int           not null,
    refusal        varchar(32),
    refused_by     varchar(64),
    ending         varchar(32),
    month_left     int,
    extension_days int,
    extended_at    datetime(6),
    objections     int           not null,
    version        bigint        not null
);
create unique index mediation_number on mediation (number);
create index mediation_committee on mediation (committee, id);

create table mediation_party (
    id                bigint       not null auto_increment primary key,
    mediation_id      bigint       not null,
    side              varchar(8)   not null,
    kind              varchar(16)  not null,
    name              varchar(600) not null,
    phone             varchar(400) not null,
    guardian          varchar(600),
    answer            varchar(16),
    answered_at       datetime(6),
    asked_by          varchar(64),
    channel           varchar(32),
    note              varchar(2800),
    tries             int          not null,
    first_tried_on    date,
    last_tried_on     date,
    extension_days    int
);
create index mediation_party_of on mediation_party (mediation_id);

-- Who mediates, and who was to and did not; rows are never taken away.
create table panel_member (
    id            bigint       not null auto_increment primary key,
    mediation_id  bigint       not null,
    username      varchar(64)  not null,
    presiding     boolean      not null,
    chosen        boolean      not null,
    named_by      varchar(64)  not null,
    named_at      datetime(6)  not null,
    declared_at   datetime(6),
    conflict      varchar(16),
    replaced_at   datetime(6),
    replaced_why  varchar(2800)
);
create index panel_member_of on panel_member (mediation_id);
create index panel_member_who on panel_member (username);

create table mediation_session (
    id           bigint        not null auto_increment primary key,
    mediation_id bigint        not null,
    session_no   int           not null,
    held_at      datetime(6)   not null,
    mode         varchar(16)   not null,
    open_to_all  boolean       not null,
    place        varchar(700)  not null,
    present      varchar(1300) not null,
    record       varchar(12400) not null,
    result       varchar(16)   not null,
    recorded_by  varchar(64)   not null
);
create index mediation_session_of on mediation_session (mediation_id);

create table mediation_agreement (
    id            bigint        not null auto_increment primary key,
    mediation_id  bigint        not null,
    edition       int           not null,
    form          varchar(16)   not null,
    settles_all   boolean       not null,
    oral_ground   varchar(16),
    content       varchar(8400) not null,
    drafted_by    varchar(64)   not null,
    mediator_at   datetime(6),
    sealed_at     datetime(6),
    sealed_by     varchar(64),
    effective_at  datetime(6)
);
create index mediation_agreement_of on mediation_agreement (mediation_id);

create table agreement_signature (
    id           bigint      not null auto_increment primary key,
    agreement_id bigint      not null,
    party_id     bigint      not null,
    how          varchar(16) not null,
    signed_at    datetime(6) not null,
    recorded_by  varchar(64) not null,
    constraint agreement_signature_once unique (agreement_id, party_id)
);

create table agreement_duty (
    id           bigint        not null auto_increment primary key,
    mediation_id bigint        not null,
    debtor_id    bigint        not null,
    creditor_id  bigint        not null,
    what         varchar(2800) not null,
    amount       decimal(14,2),
    due_on       date          not null,
    urges        int           not null,
    done_at      datetime(6),
    breached_at  datetime(6),
    voucher      varchar(2800)
);
create index agreement_duty_of on agreement_duty (mediation_id);

-- 回访 and 归档.
create table mediation_closing (
    id           bigint        not null auto_increment primary key,
    mediation_id bigint        not null,
    performance  varchar(16)   not null,
    satisfaction varchar(16)   not null,
    note         varchar(5500) not null,
    visited_by   varchar(64)   not null,
    visited_at   datetime(6)   not null,
    summary      varchar(5500),
    filed_by     varchar(64),
    filed_at     datetime(6)
);
create index mediation_closing_of on mediation_closing (mediation_id);
