-- Units are changed in the product: renamed, moved, closed from a day on, with whoever goes on with their work.
alter table unit add column closed_from date;
alter table unit add column successor varchar(24);
-- What it was called before, one behind the other with | between.
alter table unit add column former_names varchar(800);

-- Open cases that go from one unit to another: all of a unit that is closed or moved, or those chosen of one that is split.
create table unit_change (
    id           bigint      not null auto_increment primary key,
    kind         varchar(16) not null,
    unit_code    varchar(24) not null,
    target       varchar(24) not null,
    effective_on date        not null,
    asked_by     varchar(64) not null,
    asked_at     datetime(6) not null,
    begun_at     datetime(6),
    finished_at  datetime(6)
);
create index unit_change_unit on unit_change (unit_code, id);

create table unit_change_case (
    id         bigint      not null auto_increment primary key,
    change_id  bigint      not null,
    number     varchar(24) not null,
    carried_at datetime(6),
    constraint unit_change_case_once unique (change_id, number)
);
create index unit_change_case_left on unit_change_case (change_id, carried_at, id);

-- Since when the first hour's guide is not shown any more; no row while it is.
create table setup_put_away (
    id      int         not null primary key,
    put_by  varchar(64) not null,
    put_at  datetime(6) not null
);
