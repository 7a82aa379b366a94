-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- What the documents say, in versions; filled from data/document-texts.csv. A text that an administrator has edited is
-- never touched by an upgrade.
create table document_text (
    id         bigint        not null auto_increment primary key,
    wording    varchar(24)   not null,
    variant    varchar(8)    not null,
    version    int           not null,
    valid_from date          not null,
    words      varchar(4000) not null,
    edited_by  varchar(64),
    edited_at  datetime(6)   not null,
    constraint document_text_version unique (wording, variant, version)
);

-- By which mark (机关代字) a unit numbers its documents, and how to reach it.
create table document_organ (
    unit    varchar(24)  not null primary key,
    mark    varchar(24)  not null,
    address varchar(100),
    phone   varchar(60),
    constraint document_organ_mark unique (mark)
);

-- Numbers count by what stands before the year, which is organ and kind: 漳芗巷受. What was counted by kind alone goes on
-- where the same words come again.
create table document_series (
    series  varchar(40) not null,
    of_year int         not null,
    latest  int         not null,
    primary key (series, of_year)
);

insert into document_series (series, of_year, latest)
select d.series, c.of_year, max(c.latest)
from (select distinct kind, left(serial, locate('〔', serial) - 1) as series from document) d
    join document_counter c on c.kind = d.kind
where d.series <> ''
group by d.series, c.of_year;

drop table document_counter;
