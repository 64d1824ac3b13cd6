package io.tributary.chassis.flow;

class PoisonEventOnPostgresIT extends PoisonEventContract {
    PoisonEventOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
