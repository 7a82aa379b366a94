-- What else was written for a telephone number: a second one, or 保密. Encrypted, as the number is.
alter table demand add column phone_note varchar(1200);

-- By which words a demand is taken for danger, and which of them are none after all. Kept by the city's administrators;
-- filled from data/danger-words.csv while it is empty.
create table danger_word (
    id       bigint       not null auto_increment primary key,
    kind     varchar(16)  not null,
    word     varchar(200) not null,
    added_by varchar(64),
    added_at datetime(6)
);
