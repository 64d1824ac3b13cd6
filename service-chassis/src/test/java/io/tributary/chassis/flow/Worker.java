package io.tributary.chassis.flow;

import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.testing.KillableProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of {@link WorkerMain}. */
final class Worker {
    private Worker() {}

    static KillableProcess start(CrashPoint point, String owner, Owner database, Duration claim, String connectionOptions) {
        var source = database.dataSource();
        var url = source.getJdbcUrl() + (source.getJdbcUrl().contains("?") ? "&" : "?") + "options=" + connectionOptions;
        return start(point, owner, claim, List.of(url, source.getUsername(), source.getPassword()));
    }

    static KillableProcess start(CrashPoint point, String owner, MongoDatabase database, Duration claim) {
        return start(point, owner, claim, List.of(EmbeddedServers.mongo().uri(), database.getName()));
    }

    private static KillableProcess start(CrashPoint point, String owner, Duration claim, List<String> database) {
        var arguments = new ArrayList<>(List.of(point.name(), owner, Long.toString(claim.toMillis())));
        arguments.addAll(database);
        return KillableProcess.start(WorkerMain.class, Owner.BROKER + "=" + Owner.broker(), arguments);
    }
}
