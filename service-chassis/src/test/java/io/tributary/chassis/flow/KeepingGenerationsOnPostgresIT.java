package io.tributary.chassis.flow;

class KeepingGenerationsOnPostgresIT extends KeepingGenerationsContract {
    KeepingGenerationsOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
