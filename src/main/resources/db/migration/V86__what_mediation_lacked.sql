-- What a court is told of a dispute that it had entrusted and that was not settled: one row a case. Texts and names are encrypted.
create table court_report (
    id           bigint       not null auto_increment primary key,
    mediation_id bigint       not null,
    begun_at     datetime(6)  not null,
    court        varchar(200),
    report       varchar(5500),
    papers       varchar(5500),
    received_by  varchar(600),
    received_on  date,
    reported_by  varchar(64),
    reported_at  datetime(6),
    constraint court_report_once unique (mediation_id)
);

-- A labour dispute's parties were told that arbitration is open; another case of the same dispute, as whoever examined said.
alter table mediation add column arbitration_told_at datetime(6);
alter table mediation add column linked_to varchar(24);
create index mediation_linked on mediation (linked_to);

-- A tie that a mediator has disclosed and that the parties may waive, each in writing.
alter table panel_member add column disclosed boolean default false not null;
alter table mediation_party add column waived_at datetime(6);
