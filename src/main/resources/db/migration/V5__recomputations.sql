-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC; days are those of Asia/Shanghai.

-- Running deadlines computed anew, because a calendar or the limits have changed. It goes on behind last_clock_id.
create table recomputation (
    id            bigint       not null auto_increment primary key,
    kind          varchar(8)   not null,
    cause         varchar(600) not null,
    from_day      date,
    to_day        date,
    unit_code     varchar(24),
    decision_id   varchar(64),
    requested_by  varchar(64)  not null,
    requested_at  datetime(6)  not null,
    total         int          not null,
    done          int          not null,
    moved         int          not null,
    flagged       int          not null,
    last_clock_id bigint       not null,
    state         varchar(8)   not null,
    finished_at   datetime(6),
    version       bigint       not null
);

-- The report: what moved, and what somebody should look at.
create table recomputation_move (
    recomputation_id bigint      not null,
    clock_id         bigint      not null,
    subject          varchar(24) not null,
    step             varchar(24) not null,
    old_due          datetime(6) not null,
    new_due          datetime(6) not null,
    flagged          boolean     not null,
    note             varchar(400),
    primary key (recomputation_id, clock_id),
    constraint recomputation_move_of foreign key (recomputation_id) references recomputation (id)
);
