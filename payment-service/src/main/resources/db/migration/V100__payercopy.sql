-- Who pays: user-service's customers as far as a payment needs them. position: of the user's last event held here.
create table payer_copy (
    generation int not null,
    id text not null,
    status text not null,
    position bigint not null,
    primary key (generation, id)
);
