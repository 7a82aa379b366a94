-- Written for MySQL; H2 reads it in MySQL mode.

-- Categories are the city's: a start adds what a release brings anew, and changes none. A category that was merged leads
-- to its successor; cases that have it keep it.
alter table category add column valid_from date;
alter table category add column valid_to date;
alter table category add column successor varchar(6);
