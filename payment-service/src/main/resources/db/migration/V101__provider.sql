-- What the payment provider is asked for. A call is open until its answer has had its effect; while it is open it is sent again.
create table provider_call (
    call_id uuid primary key, -- the provider's idempotency key
    payment_id uuid not null,
    kind text not null check (kind in ('AUTHORIZE', 'CAPTURE', 'RELEASE', 'REFUND')),
    hold uuid not null, -- the call that authorised the money; for AUTHORIZE itself
    amount numeric,
    currency char(3),
    method text,
    state text not null check (state in ('OPEN', 'ANSWERED', 'WITHDRAWN')),
    attempts int not null default 0,
    next_attempt timestamptz not null,
    last_error text,
    opened_at timestamptz not null default now()
);
create index provider_call_due on provider_call (next_attempt) where state = 'OPEN';
