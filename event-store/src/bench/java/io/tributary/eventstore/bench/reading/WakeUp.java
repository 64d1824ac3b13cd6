package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** From before an event is published to when a handler in the same process has it, each time after a rest: the median, in milliseconds. */
final class WakeUp implements Scenario {
    private static final int REST_MILLIS = 40;
    private static final int FEWEST = 3;
    private static final int MOST = 200;
    private final EventStore store;

    WakeUp(EventStore store) {
        this.store = store;
    }

    @Override
    public Measurement run(Load load) throws Exception {
        var arrivals = new ArrayBlockingQueue<Arrival>(MOST);
        var latencies = new double[MOST];
        int count = 0;
        long until = System.nanoTime() + load.millis() * 1_000_000;
        try (var _ = new Processor(store, new Receiver(arrivals), store.createHeadToken())) {
            publish(); // the processor has its segment and stands at the head once this one has arrived
            await(arrivals);
            while (count < FEWEST || System.nanoTime() < until && count < MOST) {
                Thread.sleep(REST_MILLIS);
                long began = System.nanoTime();
                String id = publish();
                var arrival = await(arrivals);
                if (!arrival.id().equals(id)) {
                    throw new IllegalStateException("event " + arrival.id() + " arrived instead of " + id);
                }
                latencies[count++] = (arrival.nanos() - began) / 1e6;
            }
        }
        var sorted = Arrays.stream(latencies).limit(count).sorted().toArray();
        return new Measurement(count, (System.nanoTime() - until) / 1e9 + load.millis() / 1e3, 0, sorted[count / 2]);
    }

    private String publish() {
        var id = UUID.randomUUID().toString();
        DefaultUnitOfWork.startAndGet(null).execute(() -> store.publish(
                new GenericDomainEventMessage<>("Account", id, 0, new Account.Opened(id, HotAccounts.name(0), HotAccounts.email(0)))));
        return id;
    }

    private static Arrival await(BlockingQueue<Arrival> arrivals) throws InterruptedException {
        var arrival = arrivals.poll(1, TimeUnit.MINUTES);
        if (arrival == null) {
            throw new IllegalStateException("no event arrived within a minute");
        }
        return arrival;
    }

    record Arrival(String id, long nanos) {}

    static final class Receiver {
        private final BlockingQueue<Arrival> arrivals;

        Receiver(BlockingQueue<Arrival> arrivals) {
            this.arrivals = arrivals;
        }

        @EventHandler
        void on(Account.Opened event) {
            arrivals.add(new Arrival(event.id(), System.nanoTime()));
        }
    }
}
