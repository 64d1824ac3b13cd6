package io.tributary.chassis.flow;

class CancellingARebuildOnPostgresIT extends CancellingARebuildContract {
    CancellingARebuildOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
