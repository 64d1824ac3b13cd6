package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads all events through a pooled processor into a handler that only counts. */
public final class Scan implements Scenario {
    static final int EVENTS = 500_000;
    private final EventStore store;
    private final int events;

    /** @param events how many the store holds */
    public Scan(EventStore store, int events) {
        this.store = store;
        this.events = events;
    }

    @Override
    public Measurement run(Load load) throws Exception {
        var handler = new Counter(events);
        return ClosedLoop.once(() -> {
            try (var _ = new Processor(store, handler, store.createTailToken())) {
                if (!handler.done.await(5, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("only " + handler.seen + " events arrived");
                }
            }
            if (handler.seen != events) {
                throw new IllegalStateException(handler.seen + " events arrived, not " + events);
            }
            return (long) events;
        });
    }

    static final class Counter {
        private final CountDownLatch done = new CountDownLatch(1);
        private final int expected;
        private int seen;

        Counter(int expected) {
            this.expected = expected;
        }

        @EventHandler
        void on(Account.Opened event) {
            if (!event.email().isEmpty() && ++seen == expected) {
                done.countDown();
            }
        }
    }
}
