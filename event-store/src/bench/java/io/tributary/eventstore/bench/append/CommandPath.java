package io.tributary.eventstore.bench.append;

import io.tributary.eventstore.axon.AggregateCache;
import io.tributary.eventstore.axon.AggregateWeight;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.axon.DecidingAgainCommandBus;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Commands through Axon's gateway and bus to accounts in any event store. */
public final class CommandPath {
    private static final int SEEDING_THREADS = 16;
    private static final long CACHE_BYTES = 64L * 1024 * 1024;

    private final EventStore store;
    private final TransactionManager transactions;
    private final CommandGateway gateway;
    private final ClosedLoop.Count count;
    private final HotAccounts hot = new HotAccounts();
    private final AtomicLong names = new AtomicLong(HotAccounts.EVENTS);
    private boolean seeded;
    private boolean touched;

    /** On Axon's own bus. */
    public CommandPath(EventStore store, Repository<Account> accounts, TransactionManager transactions, ClosedLoop.Count count) {
        this(store, accounts, transactions, SimpleCommandBus.builder().transactionManager(transactions).build(), count);
    }

    /** On the bus that our cache asks for, without transactions. */
    public CommandPath(CommitLogEventStore store, Repository<Account> accounts, ClosedLoop.Count count) {
        this(store, accounts, NoTransactionManager.instance(), new DecidingAgainCommandBus(store, SimpleCommandBus.builder()), count);
    }

    /** @param count of the events in the store */
    private CommandPath(EventStore store, Repository<Account> accounts, TransactionManager transactions, SimpleCommandBus bus,
            ClosedLoop.Count count) {
        this.store = store;
        this.transactions = transactions;
        this.count = count;
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOriginProvider()));
        AggregateAnnotationCommandHandler.<Account>builder().aggregateType(Account.class).repository(accounts).commandTargetResolver(
                CommandPath::target).build().subscribe(bus);
        gateway = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    /** As the services find it, for every engine alike: Axon's own resolver looks for annotations with each command. */
    @SuppressWarnings("NullAway") // Axon: no version is a null one
    private static VersionedAggregateIdentifier target(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier((Object) ((Account.Command) command.getPayload()).id(), null);
    }

    /** Makes a new account each time. */
    public Scenario create() {
        return load -> ClosedLoop.run(load, _ -> createOne(), count);
    }

    /** Returns how many events that stored. */
    public int createOne() {
        gateway.sendAndWait(new Account.Open(UUID.randomUUID().toString(), HotAccounts.name(0), HotAccounts.email(0)));
        return 1;
    }

    /** Renames accounts of a few events each. */
    public Scenario update(Preparation between) {
        return new Scenario() {
            @Override
            public void prepare() throws Exception {
                seed();
                between.run();
            }

            @Override
            public Measurement run(Load load) throws Exception {
                return ClosedLoop.run(load, caller -> rename(hot.next(caller, load.callers())), count);
            }
        };
    }

    /** The repository the services have: with a cache large enough for every account that is changed. */
    public static Repository<Account> cached(CommitLogEventStore store) {
        var cache = new AggregateCache(store, CACHE_BYTES, new AggregateWeight());
        return EventSourcingRepository.builder(Account.class).eventStore(store).cache(cache).build();
    }

    /** What brings the accounts back to 10 events, or nothing. */
    @FunctionalInterface
    public interface Preparation {
        void run() throws Exception;
    }

    private int rename(int account) {
        gateway.sendAndWait(new Account.Rename(HotAccounts.id(account), HotAccounts.name(names.incrementAndGet())));
        return 1;
    }

    /** Sends one rename to each account, the first time, so that a cache that remembers accounts knows all of them. */
    public void touchAll() {
        if (!touched) {
            IntStream.range(0, HotAccounts.COUNT).forEach(this::rename);
            touched = true;
        }
    }

    private void seed() throws Exception {
        if (seeded) {
            return;
        }
        var next = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(SEEDING_THREADS)) {
            var seeders = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < SEEDING_THREADS; i++) {
                seeders.add(() -> {
                    for (int account = next.getAndIncrement(); account < HotAccounts.COUNT; account = next.getAndIncrement()) {
                        seed(account);
                    }
                    return true;
                });
            }
            for (var seeder : pool.invokeAll(seeders)) {
                seeder.get();
            }
        }
        seeded = true;
    }

    private void seed(int account) {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(transactions);
        work.execute(() -> {
            var sequence = new AtomicInteger();
            store.publish(HotAccounts.firstEvents(account).<DomainEventMessage<?>>map(event -> new GenericDomainEventMessage<>("Account",
                    HotAccounts.id(account), sequence.getAndIncrement(), event)).toList());
        });
    }
}
