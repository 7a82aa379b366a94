-- Written for MySQL; H2 reads it in MySQL mode. How many cases stand in each step, and how many of them are late, is read from one
-- index: a stay that lasts knows of its case whether it is open, and when what is next is due (UTC, null for nothing).
alter table insight_wait add column is_open boolean not null default true;
alter table insight_wait add column due_at datetime(6);
update insight_wait set
    is_open = coalesce((select c.is_open from insight_case c where c.number = insight_wait.number), true),
    due_at = (select c.due_at from insight_case c where c.number = insight_wait.number)
    where left_day is null and summed = 0;
drop index insight_wait_live on insight_wait;
create index insight_wait_live on insight_wait (summed, left_day, definition, activity, minutes, number, is_open, due_at);

-- Who is on leave is asked with each task that is offered: the leaves of past years are not gone through for it.
create index staff_leave_days on staff_leave (valid_to, valid_from, username);
