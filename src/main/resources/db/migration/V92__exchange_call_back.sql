-- Written for MySQL; H2 reads it in MySQL mode.

-- Who calls a resident back whose case came from this partner: OURS or THEIRS, as the agreement says.
alter table exchange_partner add column call_back varchar(8) not null default 'OURS';
