package io.tributary.chassis.flow;

class PoisonEventOnMongoIT extends PoisonEventContract {
    PoisonEventOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
