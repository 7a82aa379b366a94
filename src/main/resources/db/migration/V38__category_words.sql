-- Written for MySQL; H2 reads it in MySQL mode.

-- What the city has changed in the list of words that suggest a category. The shipped list stays in data/category-words.csv,
-- so that a release brings its new words and the city's changes stay.
create table category_word (
    id         bigint      not null auto_increment primary key,
    code       varchar(6)  not null,
    word       varchar(60) not null,
    removed    boolean     not null,
    changed_by varchar(64) not null,
    changed_at datetime(6) not null
);
