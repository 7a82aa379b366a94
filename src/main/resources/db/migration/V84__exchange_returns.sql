-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- 退单: a unit gives back a case that another system has sent, by a rule; somebody else decides.
create table exchange_return (
    id            bigint       not null auto_increment primary key,
    demand_number varchar(24)  not null,
    order_number  varchar(24)  not null,
    unit          varchar(24)  not null,
    asked_by      varchar(64)  not null,
    asked_at      datetime(6)  not null,
    rule_cited    varchar(200) not null,
    proposed_unit varchar(24)  not null,
    due_at        datetime(6)  not null,
    designates    boolean      not null,
    decided_by    varchar(64),
    decided_at    datetime(6),
    agreed        boolean,
    to_unit       varchar(24),
    version       bigint       not null
);
create index exchange_return_of on exchange_return (demand_number);
