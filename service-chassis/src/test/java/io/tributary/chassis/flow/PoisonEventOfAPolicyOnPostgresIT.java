package io.tributary.chassis.flow;

class PoisonEventOfAPolicyOnPostgresIT extends PoisonEventOfAPolicyContract {
    PoisonEventOfAPolicyOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
