package io.tributary.chassis.flow;

import java.util.List;
import org.junit.jupiter.api.Order;

@Order(1)
class StoppedInstancesOnMongoIT extends StoppedInstancesContract {
    StoppedInstancesOnMongoIT() {
        super(new ParcelsInMongo());
    }

    /** In the first case its write comes late: there the document's position has to tell. */
    static List<Stop> stops() {
        return List.of(new Stop(CrashPoint.ROWS_NOT_WRITTEN, ""), new Stop(CrashPoint.DOCUMENTS_WRITTEN_TOKEN_NOT_STORED, ""));
    }
}
