-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- Files of a form that was refused, kept for an hour so that nobody has to choose them again. The process staged-files deletes them.
create table staged_file (
    id         bigint       not null auto_increment primary key,
    sheet      char(36)     not null,
    material   varchar(64)  not null,
    name       varchar(100) not null,
    content    longblob     not null,
    size       bigint       not null,
    staged_at  datetime(6)  not null
);
create index staged_file_sheet on staged_file (sheet, id);
