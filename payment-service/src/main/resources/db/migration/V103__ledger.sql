-- What each payment has in the books, and the postings made for it: every event's postings sum to zero. A posting is keyed by its event's position.
create table ledger_payment (
    generation int not null,
    payment_id text not null,
    amount numeric,
    currency char(3),
    held boolean not null,
    position bigint not null,
    primary key (generation, payment_id)
);
create table ledger_posting (
    generation int not null,
    position bigint not null,
    account text not null,
    payment_id text not null,
    amount numeric not null,
    currency char(3) not null,
    primary key (generation, position, account)
);
