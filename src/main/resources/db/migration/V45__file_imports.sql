-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- One file that is taken in part by part. Its name and what its kind keeps of it are encrypted; tally is JSON without anything personal.
create table file_import (
    id             char(36)      not null primary key,
    kind           varchar(20)   not null,
    name           varchar(1000) not null,
    started_by     varchar(64)   not null,
    started_at     datetime(6)   not null,
    finished_at    datetime(6),
    attended_until datetime(6),
    details        longtext      not null,
    tally          varchar(400)  not null,
    total          int           not null,
    done           int           not null,
    faults         int           not null,
    refusal        varchar(2000),
    version        bigint        not null
);
create index file_import_started on file_import (kind, started_by, started_at);

-- Items of a file, until they are taken in; then what came of them. Both are encrypted.
create table file_import_part (
    id         bigint   not null auto_increment primary key,
    import_id  char(36) not null,
    first_item int      not null,
    item_count int      not null,
    items      longtext,
    outcome    longtext,
    constraint file_import_part_of foreign key (import_id) references file_import (id) on delete cascade
);
create index file_import_part_first on file_import_part (import_id, first_item);
