-- An order that turned out to be a dispute, and each party's own query code (encrypted).
alter table mediation add column from_order varchar(24);
create index mediation_from_order on mediation (from_order);

alter table mediation_party add column code varchar(400);
alter table mediation_party add column code_given_at datetime(6);
