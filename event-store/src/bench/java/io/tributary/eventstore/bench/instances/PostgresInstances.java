package io.tributary.eventstore.bench.instances;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.Map;
import java.util.stream.IntStream;

/** As many instances as {@code bench.instances} says on one PostgreSQL schema, each with connections of its own. */
public final class PostgresInstances implements Variant {
    private final Instances instances;

    public PostgresInstances() throws Exception {
        Database.migrate(Database.pool(true));
        instances = new Instances(IntStream.range(0, Integer.getInteger("bench.instances", 1)).<CommitLog>mapToObj(
                _ -> PostgresCommitLog.open(Database.pool(true))).toList());
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return instances.scenarios();
    }
}
