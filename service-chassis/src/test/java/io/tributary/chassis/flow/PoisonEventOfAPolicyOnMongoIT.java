package io.tributary.chassis.flow;

import org.junit.jupiter.api.Tag;

@Tag("long")
class PoisonEventOfAPolicyOnMongoIT extends PoisonEventOfAPolicyContract {
    PoisonEventOfAPolicyOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
