package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.KafkaEventSource;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.deadletters.Parking;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.ownlog.OwnLogSource;
import io.tributary.chassis.processing.pace.Throttle;
import io.tributary.chassis.processing.pace.ThrottledSource;
import io.tributary.chassis.processing.runtime.RunningProcessor.Intake;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.processing.CoordinatorExecutor;
import io.tributary.eventstore.processing.WatchedExecutor;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Makes the processors of views and policies: each with threads, a stream and tokens of its own. */
public final class ProcessorFactory {
    /** Segments of a processor, so the most threads and instances that can share it. */
    static final int VIEW_SEGMENTS = 4;
    private static final int VIEW_BATCH = 200;
    /** A view's failure is nearly always the event's own; a policy talks to others, so it is given some seconds. */
    private static final int VIEW_ATTEMPTS = 2;
    private static final int POLICY_ATTEMPTS = 5;
    private static final long CLAIM_INTERVAL_MS = 1_000;
    private static final long EXTEND_CLAIM_MS = 3_000;
    private final ConsumerStore store;
    private final RecordDecoder decoder;
    private final @Nullable KafkaClients clients;
    private final @Nullable OwnLog ownLog;
    private final ParameterResolverFactory parameters;
    private final HandlerDefinition definition;

    public ProcessorFactory(ConsumerStore store, RecordDecoder decoder, @Nullable KafkaClients clients, @Nullable OwnLog ownLog,
            ParameterResolverFactory parameters, HandlerDefinition definition) {
        this.store = store;
        this.decoder = decoder;
        this.clients = clients;
        this.ownLog = ownLog;
        this.parameters = parameters;
        this.definition = definition;
    }

    /** A processor whose rows and token are written in one transaction per batch. */
    RunningProcessor forView(String name, EventSource source, Object handler) {
        return make(name, source, handler, VIEW_BATCH, VIEW_ATTEMPTS);
    }

    /** A processor that takes one event at a time. */
    RunningProcessor forPolicy(String name, EventSource source, Object handler) {
        return make(name, source, handler, 1, POLICY_ATTEMPTS);
    }

    private RunningProcessor make(String name, EventSource source, Object handler, int batch, int attempts) {
        var watch = new ProcessorWatch();
        var tokens = new SegmentTokens(store.tokens());
        var transactions = new BatchTransactions(store.transactions());
        Consumer<Throwable> onFailure = failure -> {
            watch.broke(failure);
            transactions.rollBackWhatIsLeft();
        };
        var workers = workers("worker-" + name, onFailure);
        var intake = new Intake(source, new Throttle(), workers);
        var lag = new ProcessorLag(name, partitions(source), watch, tokens);
        var parking = new Parking(name, store.deadLetters(), store.attempts(), Clock.systemUTC(), attempts);
        var invoker = SegmentInvoker.of(handler, parameters, definition, tokens, watch, parking);
        var coordinator = new CoordinatorExecutor("coordinator-" + name, onFailure);
        var processor = PooledStreamingEventProcessor.builder().name(name).eventHandlerInvoker(
                invoker).errorHandler(
                        PropagatingErrorHandler.instance()).messageSource(
                                new ThrottledSource(open(name, source, watch), intake.throttle())).tokenStore(tokens).transactionManager(
                                        transactions).coordinatorExecutor(coordinator).workerExecutor(workers).initialSegmentCount(
                                                VIEW_SEGMENTS).initialToken(StreamableMessageSource::createTailToken).tokenClaimInterval(
                                                        CLAIM_INTERVAL_MS).claimExtensionThreshold(EXTEND_CLAIM_MS).maxSegmentProvider(
                                                                lag.share()).batchSize(batch).build();
        var running = new RunningProcessor(intake, processor, watch, lag, invoker, List.of(coordinator, workers));
        lag.follow(processor::processingStatus, running::condition);
        watch.onAlarm(running::stopOnAlarm);
        return running;
    }

    private static int partitions(EventSource source) {
        return switch (source) {
            case EventSource.OwnLog() -> 1;
            case EventSource.Topics(var owners) -> owners.size() * TopicName.PARTITIONS;
        };
    }

    private StreamableMessageSource<TrackedEventMessage<?>> open(String name, EventSource source, ProcessorWatch watch) {
        return switch (source) {
            case EventSource.OwnLog() -> {
                var own = required(ownLog, name, "a store of its own");
                yield new OwnLogSource(own.owner(), own.log(), decoder, watch::opened);
            }
            case EventSource.Topics(var owners) ->
                new KafkaEventSource(name, owners, required(clients, name, "tributary.kafka.bootstrap-servers"), decoder, watch::opened);
        };
    }

    private static <T> T required(@Nullable T part, String processor, String what) {
        if (part == null) {
            throw new IllegalStateException("processor " + processor + " needs " + what + ", which this service does not have");
        }
        return part;
    }

    private static WatchedExecutor workers(String name, Consumer<Throwable> onFailure) {
        return new WatchedExecutor(VIEW_SEGMENTS, Thread.ofPlatform().daemon().name(name + "-", 0).factory(), onFailure);
    }
}
