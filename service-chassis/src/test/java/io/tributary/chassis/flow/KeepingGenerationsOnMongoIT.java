package io.tributary.chassis.flow;

import org.junit.jupiter.api.Tag;

@Tag("long")
class KeepingGenerationsOnMongoIT extends KeepingGenerationsContract {
    KeepingGenerationsOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
