-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC, all days those of Asia/Shanghai, both ends included.

-- All duties of everybody, each in a unit and for its days; no first day is since ever, no last day until further notice.
create table assignment (
    id         bigint      not null auto_increment primary key,
    username   varchar(64) not null,
    unit_code  varchar(24) not null,
    duty       varchar(16) not null,
    valid_from date,
    valid_to   date,
    set_by     varchar(64),
    set_at     datetime(6)
);
create index assignment_person on assignment (username);
create index assignment_post on assignment (unit_code, duty);
insert into assignment (username, unit_code, duty)
select username, unit_code, duty from person;
insert into assignment (username, unit_code, duty)
select e.username, e.unit_code, e.duty from extra_duty e
where not exists (select 1 from person p
                  where p.username = e.username and p.unit_code = e.unit_code and p.duty = e.duty);
drop table extra_duty;

-- Somebody does another's duties.
create table stand_in (
    id         bigint      not null auto_increment primary key,
    username   varchar(64) not null,
    absent     varchar(64) not null,
    valid_from date        not null,
    valid_to   date        not null,
    set_by     varchar(64),
    set_at     datetime(6)
);
create index stand_in_person on stand_in (username);
create index stand_in_absent on stand_in (absent);

create table staff_leave (
    id         bigint      not null auto_increment primary key,
    username   varchar(64) not null,
    valid_from date        not null,
    valid_to   date        not null,
    set_by     varchar(64),
    set_at     datetime(6)
);
create index staff_leave_person on staff_leave (username);

alter table person add column off_duty_at datetime(6);
alter table person add column off_duty_reason varchar(400);

-- As what somebody did it: unit and duty at that time.
alter table audit_entry add column actor_title varchar(120);
