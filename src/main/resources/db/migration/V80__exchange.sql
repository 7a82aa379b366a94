-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai. Keys, envelopes, callers and the
-- words of whoever settles something are encrypted.

-- 对接伙伴: 110, 12345 and others with whom cases are exchanged.
create table exchange_partner (
    code        varchar(24)  not null primary key,
    name        varchar(60)  not null,
    police      boolean      not null,
    inward      boolean      not null,
    outward     boolean      not null,
    habit       varchar(8)   not null,
    address     varchar(200),
    suite       varchar(24)  not null,
    active      boolean      not null,
    version     bigint       not null
);

-- Two may be valid at a time, so that both sides change theirs without a gap.
create table exchange_key (
    id          bigint       not null auto_increment primary key,
    partner     varchar(24)  not null,
    key_id      varchar(40)  not null,
    secret      varchar(400) not null,
    valid_from  datetime(6)  not null,
    valid_until datetime(6)  not null,
    made_by     varchar(64)  not null,
    constraint exchange_key_once unique (partner, key_id)
);

-- What they call it and what we call it; ours is missing until somebody says.
create table exchange_mapping (
    id          bigint       not null auto_increment primary key,
    partner     varchar(24)  not null,
    kind        varchar(16)  not null,
    theirs      varchar(60)  not null,
    ours        varchar(60),
    first_seen  datetime(6)  not null,
    edited_by   varchar(64),
    constraint exchange_mapping_once unique (partner, kind, theirs)
);

-- 分工清单: which matters are whose, from day to day.
create table exchange_item (
    id          bigint       not null auto_increment primary key,
    partner     varchar(24)  not null,
    category    varchar(60)  not null,
    side        varchar(8)   not null,
    basis       varchar(200) not null,
    valid_from  date         not null,
    valid_until date,
    edited_by   varchar(64)  not null
);
create index exchange_item_of on exchange_item (partner, category);

-- One of theirs that came to us; its number is ours.
create table exchange_order (
    id             bigint       not null auto_increment primary key,
    number         varchar(24),
    partner        varchar(24)  not null,
    source_no      varchar(64)  not null,
    state          varchar(16)  not null,
    danger         boolean      not null,
    secret         boolean      not null,
    created        boolean      not null,
    next_seq       int          not null,
    state_seq      int          not null,
    out_seq        int          not null,
    demand_number  varchar(24),
    demand_id      bigint,
    their_category varchar(60),
    their_status   varchar(60),
    told           varchar(60),
    first_here     boolean      not null,
    due_there      datetime(6),
    received_at    datetime(6)  not null,
    urged_at       datetime(6),
    withdrawal_asked_at datetime(6),
    acknowledged_at datetime(6),
    closed_there_at datetime(6),
    scope          varchar(16),
    reason         varchar(500),
    caller_name    varchar(600),
    caller_phone   varchar(400),
    version        bigint       not null,
    constraint exchange_order_once unique (partner, source_no)
);
create unique index exchange_order_number on exchange_order (number);
create index exchange_order_demand on exchange_order (demand_number);
create index exchange_order_demand_id on exchange_order (demand_id);

-- Each envelope, in and out. The raw one is kept for 180 days.
create table exchange_envelope (
    id           bigint      not null auto_increment primary key,
    direction    varchar(4)  not null,
    partner      varchar(24) not null,
    message_id   char(36)    not null,
    type         varchar(24) not null,
    source_no    varchar(64) not null,
    seq          int         not null,
    edition      int         not null,
    order_number varchar(24),
    body_hash    char(64)    not null,
    raw          longtext,
    body         longtext,
    way          varchar(8)  not null,
    state        varchar(12) not null,
    occurred_at  datetime(6) not null,
    made_at      datetime(6) not null,
    done_at      datetime(6),
    attempts     int         not null,
    last_error   varchar(80),
    constraint exchange_envelope_once unique (direction, partner, source_no, type, seq, edition)
);
create index exchange_envelope_message on exchange_envelope (message_id);
create index exchange_envelope_order on exchange_envelope (order_number, direction, seq);
create index exchange_envelope_made on exchange_envelope (partner, made_at);
create index exchange_envelope_state on exchange_envelope (partner, state);

-- What was used once is not used again.
create table exchange_nonce (
    id      varchar(120) not null primary key,
    used_at datetime(6)  not null
);
create index exchange_nonce_used on exchange_nonce (used_at);

-- What a person has to look at; the process exchange-exception waits for them. Once a matter.
create table exchange_exception (
    id           bigint       not null auto_increment primary key,
    once_key     varchar(120) not null,
    partner      varchar(24)  not null,
    kind         varchar(24)  not null,
    order_number varchar(24),
    words        varchar(300) not null,
    raised_at    datetime(6)  not null,
    settled_at   datetime(6),
    settled_by   varchar(64),
    note         varchar(2800),
    constraint exchange_exception_once unique (once_key)
);
create index exchange_exception_open on exchange_exception (partner, settled_at);

-- 对账: what came of a day's comparison.
create table exchange_statement (
    id          bigint      not null auto_increment primary key,
    partner     varchar(24) not null,
    made_at     datetime(6) not null,
    theirs      boolean     not null,
    ours_count  int         not null,
    theirs_count int        not null,
    differences int         not null,
    resent      int         not null
);
create index exchange_statement_of on exchange_statement (partner, made_at);
