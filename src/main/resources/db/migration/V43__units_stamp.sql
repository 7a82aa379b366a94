-- Written for MySQL; H2 reads it in MySQL mode. Every node keeps the units in memory by this stamp (decision 034).
alter table calendar_version add column units varchar(36) not null default 'empty';
