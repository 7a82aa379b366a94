-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- The audit is read newest first, by whatever narrows it down: each index goes on in the order of the page.
drop index audit_subject on audit_entry;
create index audit_subject on audit_entry (subject, happened_at, id);
create index audit_actor on audit_entry (actor_id, happened_at, id);
create index audit_action on audit_entry (action, happened_at, id);
create index audit_time on audit_entry (happened_at, id);
