-- Written for MySQL; H2 reads it in MySQL mode. Instants are UTC, days those of Asia/Shanghai.
-- Work for a resident may come in rounds: what a bad rating brings back is done, judged and rated anew. Rates count rounds.

drop index insight_case_received on insight_case;
drop index insight_case_received_there on insight_case;
drop index insight_case_asked on insight_case;
alter table insight_case drop column marks;
alter table insight_case drop column responded;
alter table insight_case drop column called_back;
alter table insight_case drop column solved;
alter table insight_case drop column rated;
alter table insight_case drop column satisfied;

-- Key of the process: applications are figured apart from orders.
alter table insight_case add column flow varchar(64) not null default 'order';
update insight_case set flow = coalesce(
    (select c.flow from sla_clock c where c.id = (select min(m.id) from sla_clock m where m.subject = insight_case.number)),
    'order');
alter table insight_case alter column flow drop default;

-- Until when an unhappy resident is to be called back, or something put right for them.
alter table insight_case add column follow_up_due datetime(6);
update insight_case set follow_up_due =
    (select max(c.due_at) from sla_clock c where c.subject = insight_case.number
        and c.step in ('CALL_BACK', 'RECTIFICATION') and c.ended_at is null);

-- Each level that is to answer now, not the highest alone.
alter table insight_case add column asked_street boolean not null default false;
alter table insight_case add column asked_district boolean not null default false;
alter table insight_case add column asked_city boolean not null default false;
update insight_case set asked_street = true where asked_level is not null and exists
    (select 1 from supervision s where s.subject = insight_case.number and s.ended_at is null and s.level = 'STREET');
update insight_case set asked_district = true where asked_level is not null and exists
    (select 1 from supervision s where s.subject = insight_case.number and s.ended_at is null and s.level = 'DISTRICT');
update insight_case set asked_city = true where asked_level is not null and exists
    (select 1 from supervision s where s.subject = insight_case.number and s.ended_at is null and s.level = 'CITY');

-- What is counted of a received case, one bit each: cases with the same are counted as one group.
alter table insight_case add column marks smallint generated always as (
      case when accepted = true then 1 else 0 end
    + case when is_open = true then 2 else 0 end
    + case when is_open = false and closed_day is not null then 4 else 0 end
    + case when is_open = false and closed_day is null and received_day is not null then 8 else 0 end
    + case when raised_street = true then 16 else 0 end
    + case when raised_district = true then 32 else 0 end
    + case when raised_city = true then 64 else 0 end);

create index insight_case_received on insight_case (received_day, district_code, category, flow, marks, response_minutes);
create index insight_case_received_there on insight_case (district_code, received_day, area_code, category, flow, marks,
    response_minutes);
create index insight_case_asked on insight_case (asked_level, district_code, area_code, flow, asked_street,
    asked_district, asked_city);
create index insight_case_follow_up on insight_case (follow_up_due, district_code, area_code, category, flow);
drop index insight_case_open on insight_case;
create index insight_case_open on insight_case (is_open, district_code, category, level, flow, paused, due_at, area_code);

-- One round of the work on a case: 0 as it came in, 1 and 2 what a bad rating brought back.
create table insight_round (
    demand_id         bigint      not null,
    round             int         not null,
    number            varchar(24) not null,
    area_code         varchar(24) not null,
    district_code     varchar(24) not null,
    category          varchar(6)  not null,
    flow              varchar(64) not null,
    begun_day         date,
    closed_day        date,
    responded         boolean     not null,
    response_late     boolean     not null,
    in_time           boolean     not null,
    late              boolean     not null,
    consulted         boolean     not null,
    solved            boolean     not null,
    rated             boolean     not null,
    satisfied         boolean     not null,
    called_back       boolean     not null,
    called_in_time    boolean     not null,
    call_late         boolean     not null,
    marks smallint generated always as (
          case when responded = true then 1 else 0 end
        + case when response_late = true then 2 else 0 end
        + case when in_time = true then 4 else 0 end
        + case when late = true then 8 else 0 end
        + case when consulted = true then 16 else 0 end
        + case when solved = true then 32 else 0 end
        + case when rated = true then 64 else 0 end
        + case when satisfied = true then 128 else 0 end
        + case when called_back = true then 256 else 0 end
        + case when called_in_time = true then 512 else 0 end
        + case when call_late = true then 1024 else 0 end),
    primary key (demand_id, round)
);
create index insight_round_begun on insight_round (begun_day, district_code, category, flow, marks);
create index insight_round_begun_there on insight_round (district_code, begun_day, area_code, category, flow, marks);
drop index insight_case_closed on insight_case;
drop index insight_case_closed_there on insight_case;
create index insight_round_closed on insight_round (closed_day, district_code, category, flow, marks);
create index insight_round_closed_there on insight_round (district_code, closed_day, area_code, category, flow, marks);

-- A day's figures as they were reported in the night after it. What a later count finds otherwise is an edition of its own.
create table insight_report (
    report_day date        not null,
    edition    int         not null,
    made_at    datetime(6) not null,
    primary key (report_day, edition)
);
create table insight_report_part (
    report_day    date        not null,
    edition       int         not null,
    area_code     varchar(24) not null,
    district_code varchar(24) not null,
    flow          varchar(64) not null,
    received      int         not null,
    closed        int         not null,
    in_time       int         not null,
    late          int         not null,
    primary key (report_day, edition, area_code, flow)
);
