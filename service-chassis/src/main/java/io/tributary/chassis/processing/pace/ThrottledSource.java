package io.tributary.chassis.processing.pace;

import io.tributary.eventstore.processing.Recall;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * A source whose streams say "nothing there" while the throttle is closed, and call again when it may be open: nobody waits within a
 * transaction, and claims are kept as in any other quiet moment.
 */
public record ThrottledSource(StreamableMessageSource<TrackedEventMessage<?>> source,
        Throttle throttle) implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final Executor SOON = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Throttled(source.openStream(token), throttle);
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    private static final class Throttled implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private final Throttle throttle;
        private final AtomicBoolean calling = new AtomicBoolean();
        private volatile Runnable onAvailable = () -> {};
        private final Recall recall = new Recall(() -> onAvailable.run());

        Throttled(BlockingStream<TrackedEventMessage<?>> stream, Throttle throttle) {
            this.stream = stream;
            this.throttle = throttle;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (throttle.open()) {
                boolean there = stream.hasNextAvailable(timeout, unit);
                if (!there) {
                    recall.finished();
                }
                return there;
            }
            if (calling.compareAndSet(false, true)) {
                SOON.execute(() -> {
                    calling.set(false);
                    onAvailable.run();
                });
            }
            return false;
        }

        /** Events of one token are taken together, so what follows can be seen while the throttle is closed. */
        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            var next = stream.nextAvailable();
            throttle.passed();
            recall.tookOne();
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            onAvailable = callback;
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
            recall.finished();
            onAvailable = () -> {};
        }
    }
}
