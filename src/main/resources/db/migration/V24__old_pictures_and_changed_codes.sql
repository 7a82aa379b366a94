-- Pictures are kept as their pixels alone. Those of earlier versions still have what the camera wrote: each is made anew
-- before it is next shown, and kept so.
alter table attachment add column pixels_only boolean not null default false;
alter table material_file add column pixels_only boolean not null default false;

-- When the resident took another query code, which nobody on staff has seen.
alter table demand add column code_changed_at datetime(6);
