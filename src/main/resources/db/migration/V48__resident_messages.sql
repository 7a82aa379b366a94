-- Written for MySQL; H2 reads it in MySQL mode. All times are UTC.

-- How the resident of a case wants to be told. Of the phone a keyed hash, by which their cases are found; none without a phone.
create table resident_contact (
    demand_id bigint      not null primary key,
    phone_key char(64),
    email     varchar(600),
    muted     boolean     not null,
    token     char(36)    not null
);
create index resident_contact_phone on resident_contact (phone_key);
create unique index resident_contact_token on resident_contact (token);

-- The key of these hashes, encrypted as personal data are, and how far cases from before have got theirs.
create table phone_index (
    id         int          not null primary key,
    secret     varchar(400) not null,
    filled_to  bigint       not null,
    fill_until bigint       not null
);

-- One message on its way to a resident; the process resident-message sends it. Its id is the process's business key.
-- Neither words nor address are kept: both are read when it is sent. A one-time code alone waits here, encrypted, until then.
create table resident_message (
    id         char(36)     not null primary key,
    once_key   varchar(80)  not null,
    demand_id  bigint,
    kind       varchar(16)  not null,
    channel    varchar(8)   not null,
    address    varchar(400),
    secret     varchar(400),
    made_at    datetime(6)  not null,
    send_at    datetime(6)  not null,
    state      varchar(8)   not null,
    attempts   int          not null,
    last_error varchar(80),
    sent_at    datetime(6),
    shown      varchar(6000)
);
create unique index resident_message_once on resident_message (once_key);
create index resident_message_made on resident_message (made_at);
create index resident_message_of on resident_message (demand_id);

-- A code that was asked for by telephone number. Only hashes: of the number, and of the code together with the id.
create table one_time_code (
    id         char(36)    not null primary key,
    phone_key  char(64)    not null,
    code_hash  char(64)    not null,
    expires_at datetime(6) not null,
    tries      int         not null,
    used       boolean     not null
);
create index one_time_code_expiry on one_time_code (expires_at);

-- What messages say, in versions; a version never changes.
create table message_text (
    id         bigint        not null auto_increment primary key,
    kind       varchar(16)   not null,
    version    int           not null,
    words      varchar(1000) not null,
    valid_from date          not null,
    edited_by  varchar(64)   not null,
    edited_at  datetime(6)   not null
);
create unique index message_text_version on message_text (kind, version);
