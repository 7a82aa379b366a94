-- The figures of a city are grouped in the order of an index, so that MySQL needs no temporary table for them, and those
-- of a district are read from its part of an index.

-- The place below the city in which a case's own lies; that place itself when it lies in none.
alter table insight_case add column district_code varchar(24);
update insight_case set district_code = coalesce(
    (select case when p.kind = 'CITY' then u.code when g.kind = 'CITY' then p.code else g.code end
     from unit u left join unit p on p.code = u.parent left join unit g on g.code = p.parent
     where u.code = insight_case.area_code), area_code);
alter table insight_case modify column district_code varchar(24) not null;

-- What is counted of a received case, one bit each: cases with the same are counted as one group.
alter table insight_case add column marks smallint generated always as (
      case when accepted = true then 1 else 0 end
    + case when responded = true then 2 else 0 end
    + case when called_back = true then 4 else 0 end
    + case when solved = true then 8 else 0 end
    + case when rated = true then 16 else 0 end
    + case when satisfied = true then 32 else 0 end
    + case when raised_street = true then 64 else 0 end
    + case when raised_district = true then 128 else 0 end
    + case when raised_city = true then 256 else 0 end);

drop index insight_case_received on insight_case;
drop index insight_case_closed on insight_case;
drop index insight_case_open on insight_case;
drop index insight_case_asked on insight_case;

create index insight_case_received on insight_case (received_day, district_code, category, marks, response_minutes);
create index insight_case_received_there on insight_case (district_code, received_day, area_code, category, marks,
    response_minutes);
create index insight_case_closed on insight_case (closed_day, district_code, category);
create index insight_case_closed_there on insight_case (district_code, closed_day, area_code, category);
create index insight_case_open on insight_case (is_open, district_code, category, level, paused, due_at, area_code);
create index insight_case_due on insight_case (is_open, due_at, district_code, area_code, category);
create index insight_case_asked on insight_case (asked_level, district_code, area_code);
