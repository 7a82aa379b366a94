-- Written for MySQL; H2 reads it in MySQL mode.
-- The newest cases, of the city and of a place: a frequent word is looked for among them first.
create index insight_case_newest on insight_case (received_at);
create index insight_case_newest_there on insight_case (area_code, received_at);
