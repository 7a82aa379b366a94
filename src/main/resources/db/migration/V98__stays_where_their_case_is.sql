-- Written for MySQL; H2 reads it in MySQL mode.
-- A stay that lasts is counted where its case is now: that of a case which went to another unit was left where it began.
update insight_wait set
    area_code = coalesce((select c.area_code from insight_case c where c.number = insight_wait.number), area_code)
    where left_day is null and summed = 0;
