-- One log of commits, numbered densely from 1, and their events at dense positions from 0.
create table commit_log (
    number bigint primary key,
    commit_id uuid not null unique,
    first_position bigint not null,
    size int not null,
    recorded_at timestamptz not null,
    idempotency_key text,
    digest text,
    answer bytea
);

create unique index commit_log_idempotency_key on commit_log (idempotency_key) where idempotency_key is not null;

create table event_log (
    position bigint primary key,
    commit_id uuid not null,
    event_id uuid not null unique,
    aggregate_id text not null,
    sequence bigint not null,
    aggregate_type text,
    event_type text not null,
    event_version int not null,
    recorded_at timestamptz not null,
    payload bytea not null,
    metadata bytea not null,
    unique (aggregate_id, sequence)
);

-- The newest snapshot of each aggregate; may be emptied at any time, at the price of slower loading.
create table snapshot (
    aggregate_id text primary key,
    sequence bigint not null,
    aggregate_type text,
    state_type text not null,
    state_schema text not null,
    recorded_at timestamptz not null,
    payload bytea not null,
    metadata bytea not null
);

-- Kept beside every token: a token of another log must not be used on this one.
create table log_identity (
    id uuid not null
);

create unique index log_identity_is_single on log_identity ((true));

insert into log_identity values (gen_random_uuid());

-- What is stored stays as it is, whatever the service does: not even the owner of the tables may change it.
revoke update, delete, truncate on commit_log, event_log, log_identity from current_user;
