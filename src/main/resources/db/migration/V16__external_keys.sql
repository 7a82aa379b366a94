-- Written for MySQL; H2 reads it in MySQL mode.

-- A number of another system is the same however it is written: in capitals or not, full-width, in quotes.
alter table demand add column external_key varchar(120) character set utf8mb4 collate utf8mb4_bin;
update demand set external_key = upper(external_number) where external_number is not null;
alter table demand drop constraint demand_external;
alter table demand add constraint demand_external unique (external_system, external_key);

-- A record whose work was done elsewhere was received on no day of ours.
alter table insight_case modify column received_day date;
