-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC. Numbers of persons, addresses and pickup codes are encrypted.

create table extra_duty (
    id        bigint      not null auto_increment primary key,
    username  varchar(64) not null,
    unit_code varchar(24) not null,
    duty      varchar(24) not null,
    constraint extra_duty_once unique (username, unit_code, duty)
);
create index extra_duty_unit on extra_duty (unit_code, duty);

create table application (
    id               bigint        not null auto_increment primary key,
    number           varchar(24)   not null,
    item_id          bigint        not null,
    applicant        varchar(60)   not null,
    id_number        varchar(255),
    desk             varchar(24)   not null,
    delivery         varchar(16)   not null,
    post_address     varchar(1400),
    received_at      datetime(6)   not null,
    accepted_at      datetime(6),
    deemed           boolean       not null,
    supplement_asked boolean       not null,
    missing          varchar(2000),
    result           varchar(16)   not null,
    granted          boolean,
    reason           text,
    where_instead    varchar(2000),
    decided_at       datetime(6),
    extension_days   int,
    extension_reason varchar(2000),
    pickup_code      varchar(255),
    parcel           varchar(40),
    issued_at        datetime(6),
    delivered_at     datetime(6),
    archived_at      datetime(6),
    version          bigint        not null,
    constraint application_number unique (number)
);

create index application_desk on application (desk, id);

create table application_material (
    id             bigint       not null auto_increment primary key,
    application_id bigint       not null,
    code           varchar(64)  not null,
    name           varchar(200) not null,
    needed         boolean      not null,
    held_by        varchar(200),
    note           varchar(500),
    received_at    datetime(6),
    asked          boolean      not null,
    constraint application_material_once unique (application_id, code)
);

create table material_file (
    id             bigint       not null auto_increment primary key,
    application_id bigint       not null,
    material       varchar(64)  not null,
    name           varchar(120) not null,
    media_type     varchar(80)  not null,
    size           bigint       not null,
    sha256         char(64)     not null,
    uploaded_by    varchar(64)  not null,
    uploaded_at    datetime(6)  not null,
    content        longblob     not null
);
create index material_file_application on material_file (application_id);

create table department_opinion (
    id             bigint      not null auto_increment primary key,
    application_id bigint      not null,
    unit           varchar(24) not null,
    is_lead        boolean     not null,
    handler        varchar(64),
    agrees         boolean,
    grounds        text,
    termination    boolean     not null,
    procedure_kind varchar(16),
    approved_at    datetime(6),
    constraint department_opinion_once unique (application_id, unit)
);

create table application_work (
    id             bigint      not null auto_increment primary key,
    application_id bigint      not null,
    work           varchar(16) not null,
    username       varchar(64) not null,
    done_at        datetime(6) not null
);
create index application_work_application on application_work (application_id, username);
