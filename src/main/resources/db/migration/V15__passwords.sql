-- Whoever was given a password by somebody else must choose one; sessions older than a password end.
alter table person add column must_change_password boolean default false not null;
alter table person add column password_changed_at datetime(6);
