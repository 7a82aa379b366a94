-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC.

-- Blank forms of a service item, for residents to print.
create table blank_form (
    id          bigint       not null auto_increment primary key,
    item_code   varchar(64)  not null,
    title       varchar(60)  not null,
    name        varchar(100) not null,
    media_type  varchar(100) not null,
    size        bigint       not null,
    sha256      char(64)     not null,
    uploaded_by varchar(64)  not null,
    uploaded_at datetime(6)  not null,
    pixels_only boolean      not null,
    content     longblob     not null
);
create index blank_form_item on blank_form (item_code, id);

-- What residents call a thing, beside the shipped list: whoever writes the word is shown the items whose name or guide has the other.
create table service_word (
    id       bigint      not null auto_increment primary key,
    word     varchar(20) not null,
    means    varchar(40) not null,
    added_by varchar(64) not null,
    added_at datetime(6) not null,
    constraint service_word_once unique (word, means)
);
