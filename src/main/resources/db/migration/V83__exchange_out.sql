-- Written for MySQL; H2 reads it in MySQL mode.

-- 转出: one of ours that a partner is asked to handle; its number is the source's.
alter table exchange_order add column outgoing boolean not null default false;
alter table exchange_order add column their_number varchar(64);
alter table exchange_order add column consent varchar(40);

-- The unit that a secret report is about: nobody of it works on the case or sees it.
alter table exchange_order add column reported_unit varchar(24);
alter table demand add column reported_unit varchar(24);
