package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;

/** Loads one aggregate again and again, from the store each time. */
final class Loading implements Scenario {
    private static final int COMMIT = 1000;
    private final EventStore store;
    private final Repository<Account> accounts;
    private final String id = UUID.randomUUID().toString();
    private final int events;
    private final int afterSnapshot;
    private boolean stored;

    /** @param afterSnapshot how many of the events come after the snapshot; all of them for no snapshot */
    Loading(EventStore store, int events, int afterSnapshot) {
        this.store = store;
        this.accounts = EventSourcingRepository.builder(Account.class).eventStore(store).build();
        this.events = events;
        this.afterSnapshot = afterSnapshot;
    }

    @Override
    public void prepare() {
        if (!stored) {
            int before = events - afterSnapshot;
            publish(0, before);
            if (before > 0) {
                AggregateSnapshotter.builder().eventStore(store).aggregateFactories(
                        new GenericAggregateFactory<>(Account.class)).build().scheduleSnapshot(
                                Account.class, id);
            }
            publish(before, events);
            stored = true;
        }
    }

    private void publish(long from, long to) {
        for (long first = from; first < to; first += COMMIT) {
            var commit = LongStream.range(first, Math.min(first + COMMIT, to)).<DomainEventMessage<?>>mapToObj(this::event).toList();
            DefaultUnitOfWork.startAndGet(null).execute(() -> store.publish(commit));
        }
    }

    private DomainEventMessage<Object> event(long sequence) {
        Object payload = sequence == 0
                ? new Account.Opened(id, HotAccounts.name(0), HotAccounts.email(0))
                : new Account.Renamed(id, HotAccounts.name(sequence));
        return new GenericDomainEventMessage<>("Account", id, sequence, payload);
    }

    @Override
    public Measurement run(Load load) throws Exception {
        return ClosedLoop.run(load, _ -> {
            DefaultUnitOfWork.startAndGet(null).execute(this::load);
            return 1;
        });
    }

    private void load() {
        var account = accounts.load(id);
        var owner = account.invoke(Account::owner);
        if (account.version() != events - 1 || !owner.equals(HotAccounts.name(events - 1))) {
            throw new IllegalStateException("loaded version " + account.version() + " of " + events + " events, owner " + owner);
        }
    }
}
