package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.processing.CoordinatorExecutor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** A pooled processor of one segment, with tokens in memory, on the coordinator's thread that the engine's users have; ends when closed. */
final class Processor implements AutoCloseable {
    private static final int BATCH = 100;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(1);
    private final PooledStreamingEventProcessor processor;

    Processor(StreamableMessageSource<TrackedEventMessage<?>> source, Object handler, @Nullable TrackingToken start) {
        coordinator = source instanceof CommitLogEventStore
                ? new CoordinatorExecutor("bench", Throwable::printStackTrace)
                : Executors.newScheduledThreadPool(1);
        processor = PooledStreamingEventProcessor.builder().name("bench").eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder().eventHandlers(handler).build()).errorHandler(
                        PropagatingErrorHandler.instance()).messageSource(source).tokenStore(new InMemoryTokenStore()).transactionManager(
                                NoTransactionManager.instance()).coordinatorExecutor(coordinator).workerExecutor(
                                        worker).initialSegmentCount(1).initialToken(_ -> start).batchSize(
                                                BATCH).build();
        processor.start();
    }

    @Override
    public void close() throws InterruptedException {
        processor.shutDown();
        coordinator.shutdownNow();
        worker.shutdownNow();
        if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the processor does not end");
        }
    }
}
