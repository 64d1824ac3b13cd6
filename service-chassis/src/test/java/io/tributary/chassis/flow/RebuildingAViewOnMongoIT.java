package io.tributary.chassis.flow;

class RebuildingAViewOnMongoIT extends RebuildingAViewContract {
    RebuildingAViewOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
