-- Package io.tributary.views.customerdashboard. Positions are those of the last applied event of each aggregate, -1 before the first.

create table customer_dashboard (
    generation int    not null,
    user_id    uuid   not null,
    name       text,
    position   bigint not null default -1,
    primary key (generation, user_id)
);

-- What each order adds to its customer's dashboard. Either part may come first.
create table customer_dashboard_order (
    generation       int    not null,
    order_id         uuid   not null,
    customer_id      uuid,
    status           text,
    placed_at        bigint, -- nanoseconds since 1970
    total            numeric,
    currency         text,
    order_position   bigint not null default -1,
    payment_id       uuid,
    captured         numeric,
    refunded         numeric,
    payment_currency text,
    payment_position bigint not null default -1,
    primary key (generation, order_id)
);

create index customer_dashboard_order_newest on customer_dashboard_order (generation, customer_id, placed_at desc, order_id desc);
create index customer_dashboard_order_of_payment on customer_dashboard_order (generation, payment_id) where payment_id is not null;
