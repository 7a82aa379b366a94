-- Written for MySQL; H2 reads it in MySQL mode. Dates and times of day are those of Asia/Shanghai, instants are UTC.

-- A published list of days off and make-up workdays. Every import is a version; at most one a year is in force.
create table calendar_list (
    id            bigint       not null auto_increment primary key,
    calendar_year int          not null,
    in_force      boolean      not null,
    source        varchar(1000) not null,
    file_name     varchar(240) not null,
    sha256        char(64)     not null,
    imported_by   varchar(64)  not null,
    imported_at   datetime(6)  not null,
    replaced_id   bigint,
    undone_by     varchar(64),
    undone_at     datetime(6),
    constraint calendar_list_replaced foreign key (replaced_id) references calendar_list (id)
);
create index calendar_list_year on calendar_list (calendar_year, in_force);

create table calendar_day (
    list_id bigint      not null,
    on_date date        not null,
    kind    varchar(8)  not null,
    name    varchar(80) not null,
    primary key (list_id, on_date),
    constraint calendar_day_list foreign key (list_id) references calendar_list (id)
);

-- One opening period of a season of a unit; units without rows take those of the nearest unit above.
create table office_hours (
    id        bigint      not null auto_increment primary key,
    unit_code varchar(24) not null,
    from_day  char(5)     not null,
    to_day    char(5)     not null,
    opens     char(5)     not null,
    closes    char(5)     not null,
    constraint office_hours_unit foreign key (unit_code) references unit (code)
);
create index office_hours_of on office_hours (unit_code);

-- A closure, whole days or a part of each day, or an extra opening of a unit.
create table special_hours (
    id             bigint       not null auto_increment primary key,
    unit_code      varchar(24)  not null,
    kind           varchar(8)   not null,
    first_day      date         not null,
    last_day       date         not null,
    opens          char(5),
    closes         char(5),
    with_subunits  boolean      not null,
    reason         varchar(240) not null,
    entered_by     varchar(64)  not null,
    entered_at     datetime(6)  not null,
    constraint special_hours_unit foreign key (unit_code) references unit (code)
);
create index special_hours_of on special_hours (unit_code, first_day);

-- Changes with every change of the four tables above, so that each node knows when what it keeps in memory is old.
create table calendar_version (
    id    int      not null primary key,
    stamp varchar(36) not null
);
insert into calendar_version (id, stamp) values (1, 'empty');
