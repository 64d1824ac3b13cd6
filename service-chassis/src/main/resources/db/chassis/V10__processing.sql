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
