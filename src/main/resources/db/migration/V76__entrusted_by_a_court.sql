-- 法院委派、委托: which, and the day on which the committee signed for the papers; its time runs from there.
alter table mediation add column entrusted varchar(16);
alter table mediation add column receipt_on date;
