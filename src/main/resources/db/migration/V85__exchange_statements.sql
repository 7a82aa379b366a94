-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- 对账单, line by line: both sides' numbers and last states beside each other, as they were that day.
create table exchange_statement_line (
    id           bigint      not null auto_increment primary key,
    statement_id bigint      not null,
    source_no    varchar(64) not null,
    number       varchar(24),
    ours         varchar(60),
    sent         int         not null,
    theirs       varchar(60),
    received     int         not null,
    difference   varchar(60)
);
create index exchange_statement_line_of on exchange_statement_line (statement_id, difference);
