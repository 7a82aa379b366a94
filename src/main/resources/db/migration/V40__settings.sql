-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- Which settings are in force, as calendar_version does for calendars: one row, another stamp with each change.
create table setting_version (
    id    int         not null primary key,
    stamp varchar(36) not null
);
insert into setting_version (id, stamp) values (1, 'first');

-- What administrators have set, section by section; an edition never changes, the newest of a section is in force. No secrets.
create table setting_edition (
    id         bigint        not null auto_increment primary key,
    section    varchar(32)   not null,
    entries    varchar(4000) not null,
    secrets    varchar(400)  not null,
    changed_by varchar(64)   not null,
    changed_at datetime(6)   not null
);
create index setting_edition_section on setting_edition (section, id);

-- Secrets in force, encrypted.
create table setting_secret (
    id     varchar(64)   not null primary key,
    secret varchar(2000) not null
);
