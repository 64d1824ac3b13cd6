package io.tributary.chassis.publishing;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Documents;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.processing.LogPages;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the owner's log to its topic, in order. One of the owner's instances does it at a time: it holds a claim in the owner's store,
 * which another takes over when it lapses, and the broker fences whoever held it before. A batch is one transaction of the broker; the
 * token moves only after it, so a crash in between repeats the batch with the same positions and predecessors.
 */
public final class EventPublisher implements SmartLifecycle {
    /** Kind of the document that asks for the history to be published again; its version counts the requests. */
    static final String REPUBLICATION = "republication";
    static final String NEW_GENERATION = "new-generation";
    static final String SAME_GENERATION = "same-generation";
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int BATCH = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(1);

    /**
     * An event that comes alone is published at once. Under load the next batch waits so many times what the last one took, as each batch
     * costs much the same: publishing then takes a third of one processor's time at most, and events are some milliseconds older.
     */
    private static final int PAUSE_PER_BATCH = 2;
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(40).toNanos();
    private static final Duration CLAIM_RETRY = Duration.ofSeconds(2);
    private static final long EXTEND_CLAIM_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private final String owner;
    private final String processor;
    private final CommitLog log;
    private final KafkaClients clients;
    private final ConsumerStore store;
    private final BatchSender sender;
    private final Supplier<Producer<String, byte[]>> producers;
    private final Semaphore headMoved = new Semaphore(0);
    private volatile boolean running;
    private volatile PublisherStatus status = new PublisherStatus(false, 0, 1, null);
    private @Nullable Thread thread;
    private CommitLog.@Nullable Registration registration;

    /** A publisher of the log; it does nothing until it is started. */
    public static EventPublisher of(PublicationList list, CommitLog log, KafkaClients clients, ConsumerStore store, EventCodec codec) {
        return new EventPublisher(list.owner(), log, clients, store, new PublishedTypes(list, codec),
                () -> clients.publisher(list.owner()));
    }

    /** {@code producers} opens a connection of which the broker lets one live at a time. */
    EventPublisher(String owner, CommitLog log, KafkaClients clients, ConsumerStore store, PublishedTypes types,
            Supplier<Producer<String, byte[]>> producers) {
        this.owner = owner;
        this.producers = producers;
        this.processor = "publisher:" + owner;
        this.log = log;
        this.clients = clients;
        this.store = store;
        this.sender = new BatchSender(owner, log.identity().toString(), types);
    }

    public String owner() {
        return owner;
    }

    /** Where this instance's publisher stands. */
    public PublisherStatus status() {
        return status;
    }

    /** How many events the owner's log holds. */
    public long head() {
        return log.head().nextPosition();
    }

    /** Position of the next event to publish, whichever instance publishes. */
    public long published() {
        var stored = store.tokens().segments(processor).get(0);
        return stored != null && stored.token() instanceof PublisherToken token ? token.next() : 0;
    }

    /** Publishes the whole history again, to the same topic or to a new generation; returns at once. Whichever instance publishes does it. */
    public void republish(boolean newGeneration) {
        var documents = store.documents();
        long version = documents.find(REPUBLICATION, owner).map(Documents.Document::version).orElse(Documents.ABSENT);
        if (!documents.write(REPUBLICATION, owner, version, newGeneration ? NEW_GENERATION : SAME_GENERATION)) {
            republish(newGeneration);
            return;
        }
        headMoved.release();
    }

    @Override
    public synchronized void start() {
        running = true;
        registration = log.onHeadMoved(headMoved::release);
        thread = Thread.ofPlatform().daemon().name("publisher-" + owner).start(this::run);
    }

    /** Waits for the batch under way; interrupts it if it takes too long. */
    @Override
    public synchronized void stop() {
        var stopping = thread;
        if (stopping == null) {
            return; // never started
        }
        running = false;
        headMoved.release();
        Objects.requireNonNull(registration).cancel();
        try {
            if (!stopping.join(CLOSE)) {
                stopping.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() { return running; }

    private void run() {
        long backOff = 100;
        while (running) {
            try {
                publishWhileClaimed();
                backOff = 100;
            } catch (UnableToClaimTokenException _) {
                status = status.idle(null);
                backOff = CLAIM_RETRY.toMillis();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) { // whatever it is: if this thread ended, nothing would be published any more
                if (running) {
                    LOG.warn("publishing of {} failed at position {}, tried again in {} ms", owner, status.next(), backOff, e);
                }
                status = status.idle(e.toString());
                backOff = Math.min(backOff * 2, 5_000);
            }
            pause(backOff);
        }
    }

    private void pause(long millis) {
        try {
            if (running && headMoved.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                headMoved.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void publishWhileClaimed() throws InterruptedException {
        claim();
        var producer = producers.get();
        try {
            producer.initTransactions();
            // Read only now: whoever published before is fenced, its last batch is decided, and its token final.
            var token = onTopic(claim());
            LOG.info("publishing {} from position {}", owner, token.next());
            publish(producer, token);
        } finally {
            producer.close(CLOSE);
            store.transactions().executeInTransaction(() -> store.tokens().releaseClaim(processor, 0));
        }
    }

    private PublisherToken claim() {
        return store.transactions().fetchInTransaction(() -> {
            if (store.tokens().fetchSegments(processor).length == 0) {
                store.tokens().initializeTokenSegments(processor, 1, PublisherToken.start(1, 0));
            }
            return (PublisherToken) store.tokens().fetchToken(processor, 0);
        });
    }

    private PublisherToken onTopic(PublisherToken token) throws InterruptedException {
        var topic = new TopicName(owner, token.generation());
        var id = new OwnedTopic(clients).ensure(topic);
        if (token.isFor(id)) {
            return stored(token.on(id));
        }
        LOG.warn("topic {} is not the one that was published to before: publishing the whole history to it", topic.text());
        return stored(PublisherToken.start(token.generation(), token.rewinds()).on(id));
    }

    private PublisherToken stored(PublisherToken token) {
        store.transactions().executeInTransaction(() -> store.tokens().storeToken(token, processor, 0));
        status = new PublisherStatus(true, token.next(), token.generation(), null);
        return token;
    }

    private void publish(Producer<String, byte[]> producer, PublisherToken start) throws InterruptedException {
        var token = start;
        var pages = new LogPages(log, token.next(), BATCH, BATCH);
        long extendAt = System.nanoTime() + EXTEND_CLAIM_NANOS;
        long askAt = System.nanoTime();
        while (running) {
            if (System.nanoTime() - askAt >= 0) {
                token = rewoundIfAsked(token);
                pages = token.next() == pages.position() ? pages : new LogPages(log, token.next(), BATCH, BATCH);
                askAt = System.nanoTime() + IDLE.toNanos();
            }
            headMoved.drainPermits();
            var events = pages.next();
            if (!events.isEmpty()) {
                long began = System.nanoTime();
                token = stored(sender.send(producer, events, token));
                if (events.size() < BATCH) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE_PER_BATCH * (System.nanoTime() - began), LONGEST_PAUSE_NANOS));
                }
                extendAt = System.nanoTime() + EXTEND_CLAIM_NANOS;
            } else if (System.nanoTime() - extendAt > 0) {
                store.transactions().executeInTransaction(() -> store.tokens().extendClaim(processor, 0));
                extendAt = System.nanoTime() + EXTEND_CLAIM_NANOS;
            } else {
                headMoved.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private PublisherToken rewoundIfAsked(PublisherToken token) throws InterruptedException {
        var asked = store.documents().find(REPUBLICATION, owner);
        if (asked.isEmpty() || asked.get().version() <= token.rewinds()) {
            return token;
        }
        int generation = asked.get().body().equals(NEW_GENERATION) ? token.generation() + 1 : token.generation();
        LOG.info("publishing the whole history of {} again, generation {}", owner, generation);
        return onTopic(PublisherToken.start(generation, asked.get().version()));
    }
}
