-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC. Where it is held (room) is encrypted.

create table mediation_appointment (
    id           bigint       not null auto_increment primary key,
    mediation_id bigint       not null,
    begins_at    datetime(6)  not null,
    ends_at      datetime(6)  not null,
    mode         varchar(16)  not null,
    room         varchar(700) not null,
    made_by      varchar(64)  not null,
    made_at      datetime(6)  not null,
    cancelled_by varchar(64),
    cancelled_at datetime(6)
);
create index mediation_appointment_of on mediation_appointment (mediation_id);
create index mediation_appointment_when on mediation_appointment (begins_at);
