-- A line of the list may name a group of words, or all the cues of one weight.
alter table danger_word modify column word varchar(1000) not null;
