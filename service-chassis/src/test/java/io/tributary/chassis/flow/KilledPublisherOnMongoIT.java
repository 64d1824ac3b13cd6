package io.tributary.chassis.flow;

class KilledPublisherOnMongoIT extends KilledPublisherContract {
    KilledPublisherOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
