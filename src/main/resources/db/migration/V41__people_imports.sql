-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- One import of a file of people, person by person in the order of the file. The file is encrypted; the row goes a day after its end.
create table people_import (
    id          char(36)     not null primary key,
    started_by  varchar(64)  not null,
    started_at  datetime(6)  not null,
    finished_at datetime(6),
    content     longtext     not null,
    total       int          not null,
    done        int          not null,
    refusal     varchar(400),
    version     bigint       not null
);
create index people_import_started on people_import (started_by, started_at);

-- What came of one batch of it. Both columns are encrypted; first passwords are there until they are fetched.
create table people_import_batch (
    id        bigint   not null auto_increment primary key,
    import_id char(36) not null,
    outcomes  longtext not null,
    passwords longtext,
    constraint people_import_batch_of foreign key (import_id) references people_import (id) on delete cascade
);
