-- Written for MySQL; H2 reads it in MySQL mode.
-- Notices repeated what staff had written for a reason; and of cases that were erased it stood on in other tables.
update notice_inbox set body = '详见诉求的办理过程。' where kind in ('SUPERVISION', 'HANDOVER', 'PARTNER_REFUSED');
update notice_outbox set body = '详见诉求的办理过程。' where kind in ('SUPERVISION', 'HANDOVER', 'PARTNER_REFUSED');
update handover set reason = null
    where subject in (select number from demand where erased_at is not null);
update exchange_order set reason = null
    where demand_number in (select number from demand where erased_at is not null);
update exchange_return set rule_cited = ''
    where demand_number in (select number from demand where erased_at is not null);
update exchange_exception set note = null
    where order_number in (select o.number from exchange_order o join demand d on d.number = o.demand_number
        where d.erased_at is not null);
