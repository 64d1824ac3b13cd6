package io.tributary.eventstore.bench.instances;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.bench.mongo.Documents;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.util.Map;
import java.util.stream.IntStream;

/** As many instances as {@code bench.instances} says on one MongoDB database, each with a client of its own. */
public final class MongoInstances implements Variant {
    private final Instances instances = new Instances(IntStream.range(0, Integer.getInteger("bench.instances", 1)).<CommitLog>mapToObj(
            _ -> MongoCommitLog.open(Documents.database())).toList());

    @Override
    public Map<String, Scenario> scenarios() {
        return instances.scenarios();
    }
}
