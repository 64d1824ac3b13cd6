-- An event that is read as several facts makes the postings of each.
alter table ledger_posting add column part int not null default 0;
alter table ledger_posting drop constraint ledger_posting_pkey;
alter table ledger_posting add primary key (generation, position, part, account);
