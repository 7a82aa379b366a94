-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- Papers of a mediation as they were issued. What they say (sheet, JSON) and the file (content, Base64) are encrypted; number,
-- day and hash stay when the file is erased.
create table mediation_paper (
    id           bigint      not null auto_increment primary key,
    mediation_id bigint      not null,
    kind         varchar(24) not null,
    about        varchar(8)  not null,
    serial       varchar(80) not null,
    request      char(64)    not null,
    sha256       char(64)    not null,
    size         bigint      not null,
    issued_at    datetime(6) not null,
    issued_by    varchar(64) not null,
    sheet        longtext,
    content      longtext,
    constraint mediation_paper_serial unique (serial),
    constraint mediation_paper_once unique (mediation_id, request)
);
