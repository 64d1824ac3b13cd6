package io.tributary.chassis.web;

import java.time.Duration;

@ParcelsOnMongo
class CommandsAtOnceOnMongoIT extends CommandsAtOnceContract {
    /** The embedded server, in the same process, takes more of it than the service; two seconds, as on PostgreSQL, are not reached with it. */
    @Override
    Duration manyWithin() {
        return Duration.ofSeconds(8);
    }
}
