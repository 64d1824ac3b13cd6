-- Package io.tributary.views.orderdetails. Positions are those of the last applied event of each aggregate, -1 before the first.

create table order_details_customer (
    generation int    not null,
    user_id    uuid   not null,
    name       text,
    email      text,
    position   bigint not null default -1,
    primary key (generation, user_id)
);

-- One row per order. Filled from three logs in any order, so every part may be missing for a while.
create table order_details (
    generation        int    not null,
    order_id          uuid   not null,
    customer_id       uuid,
    status            text,
    placed_at         bigint, -- nanoseconds since 1970: timestamptz would round to microseconds
    total             numeric,
    currency          text,
    lines             text,   -- JSON
    order_position    bigint not null default -1,
    customer_name     text,
    customer_email    text,
    customer_position bigint not null default -1,
    payment_id        uuid,
    payment_status    text,
    payment_amount    numeric,
    payment_refunded  numeric,
    payment_currency  text,
    payment_position  bigint not null default -1,
    primary key (generation, order_id)
);

-- Rows that hold only a payment so far are not listed.
create index order_details_newest on order_details (generation, placed_at desc, order_id desc) where placed_at is not null;
create index order_details_of_customer on order_details (generation, customer_id, placed_at desc, order_id desc)
    where placed_at is not null;
create index order_details_of_status on order_details (generation, status, placed_at desc, order_id desc) where placed_at is not null;
create index order_details_of_payment on order_details (generation, payment_id) where payment_id is not null;
