package io.tributary.chassis.flow;

class KilledPublisherOnPostgresIT extends KilledPublisherContract {
    KilledPublisherOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
