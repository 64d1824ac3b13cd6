-- How often another generation of the view, or none, became the one that is read.
alter table projection add column switches int not null default 0;
