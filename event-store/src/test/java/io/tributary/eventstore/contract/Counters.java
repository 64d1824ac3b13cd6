package io.tributary.eventstore.contract;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.axon.CommitLogEventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The parts of Axon around a log, with counters as aggregates. */
public final class Counters implements AutoCloseable {
    public static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(4, Thread.ofPlatform().daemon().factory());
    private final List<PooledStreamingEventProcessor> processors = new ArrayList<>();

    public static CommitLogEventStore store(CommitLog log) {
        return CommitLogEventStore.builder().commitLog(log).eventSerializer(SERIALIZER).build();
    }

    static EventMessage<Counted> counted(String counter, long to) {
        return new GenericDomainEventMessage<>("counter", counter, to, new Counted(counter, to));
    }

    /** What a processor has handled: messages in the order in which its threads did. */
    Queue<TrackedEventMessage<?>> process(StreamableMessageSource<TrackedEventMessage<?>> source, int segments) {
        var handled = new ConcurrentLinkedQueue<TrackedEventMessage<?>>();
        processor(source, segments, new InMemoryTokenStore(), handled).start();
        return handled;
    }

    PooledStreamingEventProcessor processor(StreamableMessageSource<TrackedEventMessage<?>> source, int segments, TokenStore tokens,
            Queue<TrackedEventMessage<?>> handled) {
        var processor = PooledStreamingEventProcessor.builder().name("p" + processors.size()).messageSource(source).tokenStore(
                tokens).transactionManager(NoTransactionManager.INSTANCE).coordinatorExecutor(threads).workerExecutor(
                        threads).initialSegmentCount(segments).batchSize(20).initialToken(
                                StreamableMessageSource::createTailToken).eventHandlerInvoker(
                                        SimpleEventHandlerInvoker.builder().eventHandlers(new Recorder(handled)).build()).build();
        processors.add(processor);
        return processor;
    }

    @Override
    public void close() {
        processors.forEach(PooledStreamingEventProcessor::shutDown);
        threads.shutdownNow();
    }

    /** Remembers every event. */
    public record Recorder(Queue<TrackedEventMessage<?>> handled) {
        @org.axonframework.eventhandling.EventHandler
        public void on(Counted event, EventMessage<?> message) {
            handled.add((TrackedEventMessage<?>) message);
        }
    }
}
