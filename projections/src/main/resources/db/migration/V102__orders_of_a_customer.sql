-- A batch locks and rewrites the orders of its customers, listed or not: an index of the listed ones alone does not find them.
drop index order_details_of_customer;
create index order_details_of_customer on order_details (generation, customer_id, placed_at desc, order_id desc);
