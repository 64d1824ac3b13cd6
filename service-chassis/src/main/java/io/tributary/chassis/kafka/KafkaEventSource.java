package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.records.RecordDecoder;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The topics of several owners as one stream of events: each event once, each partition in order and without a hole. Partitions interleave
 * as they arrive, differently each time. A loss ends the stream with a {@link StreamAlarm}.
 */
public final class KafkaEventSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    /** Bytes fetched ahead of the handlers, per open stream. */
    private static final int BUFFER_BYTES = 8 * 1024 * 1024;
    private final String name;
    private final List<String> owners;
    private final KafkaClients clients;
    private final RecordDecoder decoder;
    private final Supplier<Arrivals> arrivals;

    /** A source for one processor; {@code name} appears in thread names. {@code arrivals} makes one for each stream that is opened. */
    public KafkaEventSource(String name, List<String> owners, KafkaClients clients, RecordDecoder decoder,
            Supplier<Arrivals> arrivals) {
        this.name = name;
        this.owners = List.copyOf(owners);
        this.clients = clients;
        this.decoder = decoder;
        this.arrivals = arrivals;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        var start = token == null ? TopicToken.NOTHING_READ : (TopicToken) WrappedToken.unwrapLowerBound(token);
        var stream = new KafkaEventStream(start, decoder, new FetchBuffer(BUFFER_BYTES), arrivals.get());
        stream.start(name, clients.reader(), new TopicAssignment(owners, start, TopicAssignment.LOST_AFTER));
        return stream;
    }

    /** Before the first event of every topic; needs no broker. */
    @Override
    public TrackingToken createTailToken() {
        return TopicToken.NOTHING_READ;
    }
}
