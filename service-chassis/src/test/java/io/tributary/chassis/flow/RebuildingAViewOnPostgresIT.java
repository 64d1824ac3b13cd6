package io.tributary.chassis.flow;

class RebuildingAViewOnPostgresIT extends RebuildingAViewContract {
    RebuildingAViewOnPostgresIT() {
        super(new ParcelsInPostgres());
    }
}
