-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.
-- Texts have twice the room of their limit: H2 counts 𠮷 and emoji as two characters, MySQL and people as one.

-- Where a member of staff gets notices, encrypted; null for nowhere but the inbox.
alter table person add column email varchar(255);

create table notice_inbox (
    id            bigint        not null auto_increment primary key,
    username      varchar(64)   not null,
    kind          varchar(32)   not null,
    demand_number varchar(24)   not null,
    title         varchar(240)  not null,
    body          varchar(2000) not null,
    told_at       datetime(6)   not null,
    read_at       datetime(6)
);
create index notice_inbox_of on notice_inbox (username, id);
create index notice_inbox_unread on notice_inbox (username, read_at);

-- What is to leave the house by one channel; the process notice sends it. Its id is the process's business key.
create table notice_outbox (
    id            char(36)      not null primary key,
    channel       varchar(8)    not null,
    recipient     varchar(64),
    kind          varchar(32)   not null,
    demand_number varchar(24)   not null,
    title         varchar(240)  not null,
    body          varchar(2000) not null,
    told_at       datetime(6)   not null,
    state         varchar(8)    not null,
    attempts      int           not null,
    last_error    varchar(80),
    sent_at       datetime(6)
);
create index notice_outbox_state on notice_outbox (state, told_at);
