package io.tributary.chassis.flow;

import org.junit.jupiter.api.Tag;

@Tag("long")
class AuditingAViewOnMongoIT extends AuditingAViewContract {
    AuditingAViewOnMongoIT() {
        super(new ParcelsInMongo());
    }
}
