package io.tributary.chassis.flow;

class TakingOverFromTheKilledOnPostgresIT extends TakingOverFromTheKilledContract {
    TakingOverFromTheKilledOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
