-- Which instances of the service run a processor, and what each says of its part of it.
create table processor_instance (
    processor text not null,
    instance  text not null,
    report    text not null,
    seen_at   timestamptz not null default clock_timestamp(),
    primary key (processor, instance)
);
