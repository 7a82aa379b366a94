-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.
-- Free texts have twice the room of their limit: H2 counts 𠮷 and emoji as two characters, MySQL and people as one.

create table unit (
    code         varchar(24)  not null primary key,
    kind         varchar(16)  not null,
    parent       varchar(24),
    name         varchar(80)  not null,
    function_key varchar(24),
    demo         boolean      not null
);
create index unit_parent on unit (parent, kind);

create table person (
    username  varchar(64)  not null primary key,
    name      varchar(60)  not null,
    phone     varchar(255),
    unit_code varchar(24)  not null,
    duty      varchar(16)  not null,
    skills    varchar(200),
    active    boolean      not null,
    constraint person_unit foreign key (unit_code) references unit (code)
);
create index person_duty on person (unit_code, duty);

create table category (
    code   varchar(6)  not null primary key,
    level  int         not null,
    parent varchar(6),
    name   varchar(80) not null
);

create table demand (
    id                 bigint       not null auto_increment primary key,
    number             varchar(24),
    title              varchar(240) not null,
    description        varchar(10000) not null,
    category_code      varchar(6)   not null,
    place_code         varchar(24),
    address            varchar(400),
    longitude          decimal(9, 6),
    latitude           decimal(9, 6),
    contact_name       varchar(120),
    contact_phone      varchar(255),
    query_code         varchar(255) not null,
    source             varchar(16)  not null,
    external_system    varchar(40),
    external_number    varchar(60),
    occurred_at        datetime(6),
    received_at        datetime(6)  not null,
    registered_by      varchar(64),
    status             varchar(24)  not null,
    priority           varchar(2),
    serving_unit       varchar(24),
    handler            varchar(64),
    master_id          bigint,
    reworks            int          not null,
    first_response_due datetime(6),
    completion_due     datetime(6),
    first_response_at  datetime(6),
    completed_at       datetime(6),
    paused_at          datetime(6),
    version            bigint       not null,
    constraint demand_number unique (number),
    constraint demand_external unique (external_system, external_number)
);
create index demand_category on demand (category_code, received_at);
create index demand_unit on demand (serving_unit, status);
create index demand_master on demand (master_id);
create index demand_registrar on demand (registered_by);

create table timeline_entry (
    id          bigint        not null auto_increment primary key,
    demand_id   bigint        not null,
    happened_at datetime(6)   not null,
    step        varchar(32)   not null,
    actor_id    varchar(64)   not null,
    actor_title varchar(120)  not null,
    note        varchar(4000),
    constraint timeline_demand foreign key (demand_id) references demand (id)
);

create table attachment (
    id          bigint       not null auto_increment primary key,
    demand_id   bigint       not null,
    name        varchar(240) not null,
    media_type  varchar(60)  not null,
    size        bigint       not null,
    sha256      char(64)     not null,
    uploaded_by varchar(64)  not null,
    uploaded_at datetime(6)  not null,
    content     longblob     not null,
    constraint attachment_demand foreign key (demand_id) references demand (id)
);

create table evaluation (
    id        bigint        not null auto_increment primary key,
    demand_id bigint        not null,
    round     int           not null,
    grade     varchar(24)   not null,
    comment   varchar(4000),
    rated_at  datetime(6)   not null,
    constraint evaluation_once unique (demand_id, round)
);

create table idempotency_key (
    id           varchar(100) not null primary key,
    request_hash char(64)     not null,
    demand_id    bigint       not null,
    created_at   datetime(6)  not null
);
create index idempotency_age on idempotency_key (created_at);

create table audit_entry (
    id          bigint       not null auto_increment primary key,
    actor_id    varchar(64)  not null,
    action      varchar(40)  not null,
    subject     varchar(120) not null,
    happened_at datetime(6)  not null
);
create index audit_subject on audit_entry (subject);
