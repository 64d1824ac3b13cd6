-- The books of the simulated provider. Only the simulator reads or writes them.
create table simulated_hold (
    hold uuid primary key,
    state text not null check (state in ('HELD', 'CAPTURED', 'RELEASED', 'DECLINED', 'CANCELLED')),
    amount numeric,
    currency char(3),
    method text,
    received_at timestamptz not null default now()
);
create table simulated_refund (
    call_id uuid primary key,
    hold uuid not null references simulated_hold,
    amount numeric not null
);
create table simulated_request (
    call_id uuid primary key,
    times int not null
);
