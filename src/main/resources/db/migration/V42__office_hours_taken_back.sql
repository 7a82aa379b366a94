-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- What somebody changed in a unit's office hours, or took away of its closures and extra openings, so that it can be taken
-- back. Periods are written one a line, as on the page; nothing is written where the unit followed the one above.
create table office_hours_change (
    id         bigint        not null auto_increment primary key,
    unit_code  varchar(24)   not null,
    what       varchar(8)    not null,
    was        varchar(2000) not null,
    became     varchar(2000) not null,
    changed_by varchar(64)   not null,
    changed_at datetime(6)   not null,
    undone_by  varchar(64),
    undone_at  datetime(6),
    constraint office_hours_change_unit foreign key (unit_code) references unit (code)
);
create index office_hours_change_of on office_hours_change (unit_code, id);
