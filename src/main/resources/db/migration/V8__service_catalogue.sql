-- Written for MySQL; H2 reads it in MySQL mode. Dates are those of Asia/Shanghai, instants are UTC.

-- One row is one version of a service item. replaced_until is where the version before would have ended, had this one not come.
create table service_item (
    id                   bigint       not null auto_increment primary key,
    code                 varchar(40)  not null,
    version              int          not null,
    name                 varchar(120) not null,
    legal_basis          varchar(1000) not null,
    statutory_days       int          not null,
    promised_days        int          not null,
    fee                  decimal(10, 2),
    fee_note             varchar(200),
    result_type          varchar(16)  not null,
    permit               boolean      not null,
    needs_id_number      boolean      not null,
    answered_on_the_spot boolean      not null,
    guide                varchar(4000),
    valid_from           date         not null,
    valid_until          date,
    replaced_until       date,
    created_by           varchar(64)  not null,
    created_at           datetime(6)  not null,
    constraint service_item_version unique (code, version)
);
create index service_item_validity on service_item (valid_from, valid_until);

create table service_item_department (
    item_id      bigint      not null,
    position     int         not null,
    function_key varchar(24) not null,
    primary key (item_id, position),
    constraint service_item_department_of foreign key (item_id) references service_item (id)
);

create table service_item_material (
    item_id  bigint       not null,
    position int          not null,
    code     varchar(40)  not null,
    name     varchar(200) not null,
    required boolean      not null,
    held_by  varchar(120),
    note     varchar(400),
    primary key (item_id, position),
    constraint service_item_material_of foreign key (item_id) references service_item (id)
);

-- Whoever changes the catalogue locks this row first, so that periods of validity are compared with what is there.
create table service_catalogue_lock (
    id int not null primary key
);
insert into service_catalogue_lock (id) values (1);
