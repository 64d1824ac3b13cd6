package io.tributary.chassis.flow;

import org.junit.jupiter.api.Tag;

@Tag("long")
class CancellingARebuildOnMongoIT extends CancellingARebuildContract {
    CancellingARebuildOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
