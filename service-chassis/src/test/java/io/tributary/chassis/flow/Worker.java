package io.tributary.chassis.flow;

import io.tributary.chassis.testing.KillableProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of {@link WorkerMain}. */
final class Worker {
    private Worker() {}

    static KillableProcess start(CrashPoint point, String owner, ParcelDatabase database, Duration claim) {
        return start(point, owner, database, claim, "");
    }

    /** {@code connectionOptions} are those of a PostgreSQL connection. */
    static KillableProcess start(CrashPoint point, String owner, ParcelDatabase database, Duration claim, String connectionOptions) {
        var arguments = new ArrayList<>(List.of(point.name(), owner, Long.toString(claim.toMillis())));
        var address = new ArrayList<>(database.address());
        if (!connectionOptions.isEmpty()) {
            var url = address.getFirst();
            address.set(0, url + (url.contains("?") ? "&" : "?") + "options=" + connectionOptions);
        }
        arguments.addAll(address);
        return KillableProcess.start(WorkerMain.class, Owner.BROKER + "=" + Owner.broker(), arguments);
    }
}
