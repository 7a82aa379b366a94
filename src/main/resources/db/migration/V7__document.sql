-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

create table document (
    id        bigint      not null auto_increment primary key,
    subject   varchar(24) not null,
    kind      varchar(24) not null,
    serial    varchar(60) not null,
    title     varchar(80) not null,
    request   char(64)    not null,
    sha256    char(64)    not null,
    size      bigint      not null,
    issued_at datetime(6) not null,
    issued_by varchar(64) not null,
    content   longblob    not null,
    constraint document_serial unique (serial),
    constraint document_once unique (subject, request)
);

create table document_counter (
    kind    varchar(24) not null,
    of_year int         not null,
    latest  int         not null,
    primary key (kind, of_year)
);
