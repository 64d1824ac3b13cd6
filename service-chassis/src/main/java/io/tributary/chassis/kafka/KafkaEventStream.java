package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.records.RecordDecoder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** What one opened stream delivers. The token of each event covers exactly what this stream delivered up to it, and what it was opened with. */
final class KafkaEventStream implements BlockingStream<TrackedEventMessage<?>> {
    private final FetchBuffer buffer;
    private final RecordDecoder decoder;
    private final Arrivals arrivals;
    private final ArrayDeque<TrackedEventMessage<?>> ready = new ArrayDeque<>();
    private TopicToken token;
    private volatile Runnable onAvailable = () -> {};
    private @Nullable FetchLoop loop;

    KafkaEventStream(TopicToken start, RecordDecoder decoder, FetchBuffer buffer, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.token = start;
        this.decoder = decoder;
        this.buffer = buffer;
    }

    void start(String name, KafkaConsumer<byte[], byte[]> consumer, TopicAssignment assignment) {
        var started = new FetchLoop(consumer, assignment, token, buffer, arrivals, () -> onAvailable.run());
        loop = started;
        Thread.ofPlatform().daemon().name("topics-" + name).start(started);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        try {
            fill(0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(ready.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        fill(timeout, unit);
        return !ready.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        fill(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        var next = ready.poll();
        if (next == null) {
            throw new NoSuchElementException("the stream is closed");
        }
        return next;
    }

    private void fill(long timeout, TimeUnit unit) throws InterruptedException {
        while (ready.isEmpty()) {
            var fetched = poll(timeout, unit);
            if (fetched == null) {
                return;
            }
            ready.addAll(deliver(fetched));
        }
    }

    private @Nullable Fetched poll(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return buffer.poll(timeout, unit);
        } catch (StreamAlarm alarm) {
            arrivals.alarmed(alarm);
            throw alarm;
        }
    }

    private List<TrackedEventMessage<?>> deliver(Fetched fetched) {
        var partition = fetched.partition();
        return switch (fetched.content()) {
            case Fetched.Content.Event(var event) -> {
                token = token.advancedTo(partition, fetched.progress(), event.place().log());
                yield decoder.decode(token, TopicToken.nameOf(partition), event);
            }
            case Fetched.Content.Unreadable(var fact) -> {
                token = token.advancedTo(partition, fetched.progress());
                yield List.of(RecordDecoder.unreadable(token, partition + "-" + (fetched.progress().next() - 1), fact));
            }
        };
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        return true;
    }

    @Override
    public void close() {
        var running = loop;
        if (running != null) {
            running.close();
        }
    }
}
