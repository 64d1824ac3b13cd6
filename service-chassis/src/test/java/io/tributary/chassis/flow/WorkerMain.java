package io.tributary.chassis.flow;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelEvent.ParcelWeighed;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.chassis.testing.ObservedTokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;

/** An instance of the service that says when it has reached its crash point, and waits there to be killed or let go. */
final class WorkerMain {
    private static final long NOT_STARTED = -1;
    private static final int SEGMENTS = 4;
    private final CrashPoint point;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ThreadLocal<Boolean> wrote = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Boolean> letGo = ThreadLocal.withInitial(() -> false);
    private long published = NOT_STARTED;

    private WorkerMain(CrashPoint point) {
        this.point = point;
    }

    /** Arguments: crash point, owner, milliseconds of a claim, and the database's address. */
    public static void main(String[] arguments) throws InterruptedException {
        var address = List.of(arguments).subList(3, arguments.length);
        var database = address.size() == 2
                ? new ParcelsInMongo(address.getFirst(), address.getLast())
                : new ParcelsInPostgres(Owner.at(address.get(0), address.get(1), address.get(2)));
        new WorkerMain(CrashPoint.valueOf(arguments[0])).run(arguments[1], database, Duration.ofMillis(Long.parseLong(arguments[2])));
        new CountDownLatch(1).await();
    }

    private void run(String owner, ParcelDatabase database, Duration claim) {
        var store = database.instance(claim);
        switch (point) {
            case PUBLISHED_TOKEN_NOT_STORED -> Publishing.of(owner, database.openLog(), observed(store)).started();
            case ROWS_NOT_WRITTEN, ROWS_NOT_COMMITTED, DOCUMENTS_WRITTEN_TOKEN_NOT_STORED ->
                Flow.of(observed(store), observed(database, owner)).started();
            case NOWHERE -> runAsAService(owner, database, store);
        }
    }

    private ProjectionDefinition observed(ParcelDatabase database, String owner) {
        var definition = database.definition(owner);
        return new ProjectionDefinition(definition.name(), definition.source(), definition.tables(),
                generation -> new Observed(this, database.view(generation)), definition.applied());
    }

    private void runAsAService(String owner, ParcelDatabase database, ConsumerStore store) {
        var publishing = Publishing.of(owner, database.openLog(), store);
        publishing.started();
        var flow = Flow.of(store, database.definition(owner)).started();
        Flow.await("publishes and holds all segments", () -> publishing.publisher().status().active()
                && flow.processors().running().stream().anyMatch(running -> running.claimed() == SEGMENTS));
        reached(CrashPoint.NOWHERE);
    }

    private void reached(CrashPoint here) {
        if (here == point && open.compareAndSet(true, false)) {
            letGo.set(KillableProcess.waitToBeLetGo());
        }
    }

    private ConsumerStore observed(ConsumerStore store) {
        return new ConsumerStore(observed(store.tokens()), new ObservedTransactions(store.transactions()), store.attempts(),
                store.generations(), store.rows(), store.deadLetters(), store.documents());
    }

    private ProcessorTokens observed(ProcessorTokens tokens) {
        return ObservedTokens.of(tokens, token -> {
            if (token != null) {
                storing(token.position().orElse(NOT_STARTED));
                if (wrote.get()) {
                    reached(CrashPoint.DOCUMENTS_WRITTEN_TOKEN_NOT_STORED);
                }
            }
        });
    }

    /** The publisher stores its token once before it has published anything. */
    private void storing(long position) {
        if (published != NOT_STARTED && position > published) {
            reached(CrashPoint.PUBLISHED_TOKEN_NOT_STORED);
        }
        published = position;
    }

    private final class ObservedTransactions implements TransactionManager {
        private final TransactionManager transactions;

        ObservedTransactions(TransactionManager transactions) {
            this.transactions = transactions;
        }

        @Override
        public Transaction startTransaction() {
            var transaction = transactions.startTransaction();
            return new Transaction() {
                @Override
                public void commit() {
                    if (wrote.get()) {
                        wrote.set(false);
                        reached(CrashPoint.ROWS_NOT_COMMITTED);
                    }
                    boolean committed = false;
                    try {
                        transaction.commit();
                        committed = true;
                    } finally {
                        tell(committed);
                    }
                }

                @Override
                public void rollback() {
                    wrote.set(false);
                    try {
                        transaction.rollback();
                    } finally {
                        tell(false);
                    }
                }
            };
        }

        private void tell(boolean committed) {
            if (letGo.get()) {
                letGo.set(false);
                System.out.println(committed ? KillableProcess.COMMITTED : KillableProcess.NOT_COMMITTED);
            }
        }
    }

    private record Observed(WorkerMain worker, ParcelView rows) {
        @EventHandler
        void on(ParcelEvent event, EventPosition position) {
            worker.reached(CrashPoint.ROWS_NOT_WRITTEN);
            switch (event) {
                case ParcelPacked packed -> rows.on(packed, position);
                case ParcelRelabelled relabelled -> rows.on(relabelled, position);
                case ParcelSent sent -> rows.on(sent, position);
                case ParcelWeighed _ -> throw new IllegalStateException("weights are private");
            }
            worker.wrote.set(true);
        }
    }
}
