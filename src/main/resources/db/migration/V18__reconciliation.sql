-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- The nightly look whether what is kept of a case says the same everywhere. It goes on at next_place.
create table reconciliation_run (
    id          bigint      not null auto_increment primary key,
    started_at  datetime(6) not null,
    finished_at datetime(6),
    looked      bigint      not null,
    broken      int         not null,
    next_place  varchar(160),
    version     bigint      not null
);

-- Clocks that could not be computed anew: named, while the others go on.
alter table recomputation add column set_aside int not null default 0;
alter table recomputation_move add column set_aside boolean not null default false;
