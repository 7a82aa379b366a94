-- Written for MySQL; H2 reads it in MySQL mode.

-- How far the pages of a partner have been taken that offers its messages to be fetched.
create table exchange_page_cursor (
    partner   varchar(24)  not null primary key,
    reached   varchar(200) not null default '',
    read_at   datetime(6)  not null,
    failures  int          not null default 0,
    error     varchar(200)
);
