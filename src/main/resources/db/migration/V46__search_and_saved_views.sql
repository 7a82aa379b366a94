-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- What a case is found by: keyed hashes of its words, names and numbers, with blanks between, hashed for the quarter in which
-- it was received (20264 is the fourth of 2026). None of them can be read back. MySQL alone has an index of them (decision 045).
create table search_entry (
    demand_id bigint      not null primary key,
    quarter   int         not null,
    key_mark  varchar(12) not null,
    words     longtext    not null,
    constraint search_entry_of foreign key (demand_id) references demand (id) on delete cascade
    /*! , fulltext index search_entry_words (words) */
);
create index search_entry_quarter on search_entry (quarter);
create index search_entry_mark on search_entry (key_mark, demand_id);

-- One writing of all entries that lack or are under another key. It goes on behind last_id.
create table search_rebuild (
    id          bigint      not null auto_increment primary key,
    started_at  datetime(6) not null,
    finished_at datetime(6),
    total       bigint      not null,
    written     bigint      not null,
    last_id     bigint      not null,
    version     bigint      not null
);

-- What somebody likes to look at again: a list of theirs and how it was filtered and sorted.
create table saved_view (
    id       bigint        not null auto_increment primary key,
    owner    varchar(64)   not null,
    list     varchar(20)   not null,
    name     varchar(80)   not null,
    query    varchar(500)  not null,
    saved_at datetime(6)   not null,
    constraint saved_view_name unique (owner, list, name)
);
