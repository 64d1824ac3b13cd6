package io.tributary.eventstore.bench.mongo;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.CommandPath;
import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.reading.Scan;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** The scenarios of an event store on MongoDB: one store takes commands, another one is read. */
final class MongoStores {
    private static final int FILLING_THREADS = 32;

    private MongoStores() {}

    static Map<String, Scenario> scenarios(CommandPath path, CommandPath.Preparation between, EventStore read) {
        return Map.of("create", path.create(), "update", path.update(between), "scan", scan(read));
    }

    private static Scenario scan(EventStore store) {
        return new Scenario() {
            private boolean filled;

            @Override
            public void prepare() throws Exception {
                if (!filled) {
                    fill(store);
                    filled = true;
                }
            }

            @Override
            public Measurement run(Load load) throws Exception {
                return new Scan(store, MongoPart.SCANNED).run(load);
            }
        };
    }

    private static void fill(EventStore store) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(FILLING_THREADS);
        IntStream.range(0, MongoPart.SCANNED).forEach(n -> threads.execute(() -> {
            var id = UUID.randomUUID().toString();
            DefaultUnitOfWork.startAndGet(null).execute(() -> store.publish(new GenericDomainEventMessage<>("Account", id, 0,
                    new Account.Opened(id, HotAccounts.name(0), HotAccounts.email(0)))));
        }));
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("filling takes more than 5 minutes");
        }
    }
}
