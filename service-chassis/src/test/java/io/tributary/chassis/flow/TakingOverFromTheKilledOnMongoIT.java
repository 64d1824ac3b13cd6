package io.tributary.chassis.flow;

class TakingOverFromTheKilledOnMongoIT extends TakingOverFromTheKilledContract {
    TakingOverFromTheKilledOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
