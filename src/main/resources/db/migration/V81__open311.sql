-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- 对接: clients of Open311 ask since when the list of services is as it is.
alter table exchange_mapping add column edited_at datetime(6);

-- Lists are of one partner's last 90 days.
create index exchange_order_received on exchange_order (partner, received_at);
