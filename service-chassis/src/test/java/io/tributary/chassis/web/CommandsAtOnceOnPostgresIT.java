package io.tributary.chassis.web;

import java.time.Duration;

@ParcelsOnPostgres
class CommandsAtOnceOnPostgresIT extends CommandsAtOnceContract {
    @Override
    Duration manyWithin() {
        return Duration.ofSeconds(2);
    }
}
