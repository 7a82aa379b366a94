-- What ended without an agreement is revisited, too: whether it may escalate, and the case in which the parties mediate once more.
alter table mediation_closing add column signs boolean default false not null;
alter table mediation_closing add column followed_by varchar(24);
