package io.tributary.chassis.flow;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelEvent.ParcelWeighed;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/** An instance of the service that says when it has reached its crash point, and waits there to be killed or let go. */
final class WorkerMain {
    private static final long NOT_STARTED = -1;
    private final CrashPoint point;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ThreadLocal<Boolean> wrote = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Boolean> letGo = ThreadLocal.withInitial(() -> false);
    private long published = NOT_STARTED;

    private WorkerMain(CrashPoint point) {
        this.point = point;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var worker = new WorkerMain(CrashPoint.valueOf(arguments[0]));
        worker.run(arguments[1], Owner.at(arguments[3], arguments[4], arguments[5]), Duration.ofMillis(Long.parseLong(arguments[2])));
        new CountDownLatch(1).await();
    }

    private void run(String owner, Owner database, Duration claim) {
        var store = observed(database.instance(claim));
        switch (point) {
            case PUBLISHED_TOKEN_NOT_STORED -> Publishing.of(owner, PostgresCommitLog.open(database.dataSource()), store).started();
            case ROWS_NOT_WRITTEN, ROWS_NOT_COMMITTED -> Flow.of(store, new ProjectionDefinition(ParcelRows.NAME,
                    EventSource.topics(owner), List.of("parcel_row"),
                    generation -> new Observed(this, new ParcelRows(database.jdbc(), generation)),
                    (_, _) -> OptionalLong.empty())).started();
        }
    }

    private void reached(CrashPoint here) {
        if (here == point && open.compareAndSet(true, false)) {
            System.out.println(Worker.REACHED);
            try {
                letGo.set(System.in.read() >= 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ConsumerStore observed(ConsumerStore store) {
        return new ConsumerStore(observed(store.tokens()), new ObservedTransactions(store.transactions()), store.attempts(),
                store.generations(), store.rows(), store.deadLetters(), store.documents());
    }

    private ProcessorTokens observed(ProcessorTokens tokens) {
        return (ProcessorTokens) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{ProcessorTokens.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("storeToken") && arguments[0] instanceof TrackingToken token) {
                        storing(token.position().orElse(NOT_STARTED));
                    }
                    try {
                        return method.invoke(tokens, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
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
                System.out.println(committed ? Worker.COMMITTED : Worker.NOT_COMMITTED);
            }
        }
    }

    private record Observed(WorkerMain worker, ParcelRows rows) {
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
