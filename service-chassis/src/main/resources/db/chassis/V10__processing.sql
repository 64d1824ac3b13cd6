create table processor_token (
    processor  text not null,
    segment    int not null,
    token_type text,
    token      text,
    holder     text,
    claimed_at timestamptz not null default clock_timestamp(),
    primary key (processor, segment)
);

-- Which generation of a view is read (live) and which others are fed; 0 stands for none.
create table projection (
    name     text primary key,
    live     int not null,
    previous int not null,
    building int not null,
    newest   int not null
);

create table chassis_document (
    kind    text not null,
    id      text not null,
    version bigint not null,
    body    text not null,
    primary key (kind, id)
);

-- Events that could not be handled and those that wait behind them; a sequence is what must stay in order, such as one aggregate.
create table dead_letter (
    number             bigint generated always as identity primary key,
    processor          text not null,
    sequence           text not null,
    partition          text not null,
    event_id           text not null,
    event_type         text not null,
    event_version      text not null,
    recorded_at        timestamptz not null,
    aggregate_type     text,
    aggregate_id       text not null,
    aggregate_sequence bigint not null,
    owner              text not null,
    log                text not null,
    generation         int not null,
    position           bigint not null,
    predecessor        bigint not null,
    metadata           bytea not null,
    payload            bytea not null,
    cause              text not null,
    message            text not null,
    attempts           int not null,
    parked_at          timestamptz not null,
    unique (processor, sequence, event_id)
);
