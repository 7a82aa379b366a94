-- Who is invited to one session of a dispute, with every party's consent (人民调解法第二十条). The name is encrypted.
create table mediation_guest (
    id             bigint       not null auto_increment primary key,
    mediation_id   bigint       not null,
    appointment_id bigint       not null,
    capacity       varchar(16)  not null,
    name           varchar(600) not null,
    invited_by     varchar(64)  not null,
    invited_at     datetime(6)  not null,
    secrecy_at     datetime(6),
    cancelled_at   datetime(6)
);
create index mediation_guest_of on mediation_guest (mediation_id);
