-- Written for MySQL; H2 reads it in MySQL mode. All days are the city's.

-- The first and the last day on which a line counts; empty for always.
alter table danger_word add column valid_from date;
alter table danger_word add column valid_to date;

-- The day from which the city's change holds; empty for what was changed before days were kept.
alter table category_word add column valid_from date;

-- Whoever changes a list holds its row: one change after the other, on all nodes.
create table word_list_lock (
    name varchar(16) not null primary key
);
insert into word_list_lock (name) values ('DANGER'), ('CATEGORY');
