-- A step writes the demand's row once: its version rises with this count, whatever else the step changes.
alter table demand add column changes int default 0 not null;
