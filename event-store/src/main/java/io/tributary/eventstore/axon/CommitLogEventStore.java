package io.tributary.eventstore.axon;

import io.tributary.eventstore.AggregateHistory;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.TokenBeyondHead;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.AbstractEventBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on a {@link CommitLog}: one unit of work is one commit, tokens are positions, and readers are woken as soon as the
 * head has moved.
 *
 * <p>A commit that collides fails its unit of work with {@code AggregateStreamCreationException} (sequence 0) or
 * {@code ConcurrencyException}; every other refusal is a {@link io.tributary.eventstore.CommitLogException}. Nothing that can fail may run
 * after the commit phase: the append is not undone. Closing the log is the caller's.
 */
public final class CommitLogEventStore extends AbstractEventBus implements EventStore {
    /** The token before the first event. */
    private static final GlobalSequenceTrackingToken TAIL = new GlobalSequenceTrackingToken(-1);

    private final String commitKey = "COMMIT_" + UUID.randomUUID();
    private final CommitLog log;
    private final EventCodec codec;
    private final SnapshotCodec snapshots;

    private CommitLogEventStore(Builder builder) {
        super(builder);
        log = Objects.requireNonNull(builder.log, "an event store needs a commit log");
        var serializer = Objects.requireNonNull(builder.eventSerializer, "an event store needs an event serializer");
        codec = new EventCodec(serializer, builder.upcasters);
        snapshots = new SnapshotCodec(builder.snapshotSerializer == null ? serializer : builder.snapshotSerializer);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The log below, for reading raw events, answers and the identity. */
    public CommitLog log() {
        return log;
    }

    /**
     * What the current unit of work, or the one it is nested in, will store. Asking for it is enough for its idempotency record to be stored.
     *
     * @throws IllegalStateException if no unit of work is active
     */
    public UnitOfWorkCommit commitOfUnitOfWork() {
        var root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(commitKey, _ -> {
            var commit = new UnitOfWorkCommit(log);
            root.onCommit(_ -> commit.store());
            return commit;
        });
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()) {
            commitOfUnitOfWork();
        }
        super.publish(events);
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        super.prepareCommit(events);
        if (CurrentUnitOfWork.isStarted()) {
            stage(events, commitOfUnitOfWork());
        } else {
            var commit = new UnitOfWorkCommit(log);
            stage(events, commit);
            commit.store();
        }
    }

    private void stage(List<? extends EventMessage<?>> events, UnitOfWorkCommit commit) {
        for (var event : events) {
            commit.stage(codec.encode(event), event.getPayloadType());
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateId) {
        var history = log.history(aggregateId, AggregateEvents.PAGE);
        var snapshot = history.snapshot().flatMap(snapshots::decode);
        if (history.snapshot().isPresent() && snapshot.isEmpty()) {
            return readEvents(aggregateId, 0);
        }
        var first = AggregateHistory.firstSequence(history.snapshot());
        var events = withStaged(aggregateId, first, new AggregateEvents(log, aggregateId, first, history.events()));
        return snapshot.map(s -> DomainEventStream.concat(DomainEventStream.of(s), events)).orElse(events);
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        return withStaged(aggregateId, firstSequence, new AggregateEvents(log, aggregateId, firstSequence));
    }

    private DomainEventStream withStaged(String aggregateId, long firstSequence, AggregateEvents events) {
        var stored = codec.decodeAggregate(events);
        var staged = stagedEvents(aggregateId).stream().filter(event -> event.getSequenceNumber() >= firstSequence).toList();
        return staged.isEmpty() ? stored : DomainEventStream.concat(stored, DomainEventStream.of(staged));
    }

    private List<? extends DomainEventMessage<?>> stagedEvents(String aggregateId) {
        return queuedMessages().stream().filter(DomainEventMessage.class::isInstance).<DomainEventMessage<?>>map(
                DomainEventMessage.class::cast).filter(event -> aggregateId.equals(event.getAggregateIdentifier())).toList();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        var staged = stagedEvents(aggregateId);
        if (!staged.isEmpty()) {
            return Optional.of(staged.getLast().getSequenceNumber());
        }
        var last = log.lastSequence(aggregateId);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        log.storeSnapshot(snapshots.encode(snapshot));
    }

    /**
     * Reads on after {@code token}; from the first event if it is null.
     *
     * @throws TokenBeyondHead if the token stands behind the end of the log
     * @throws IllegalArgumentException if it is not a {@link GlobalSequenceTrackingToken}
     */
    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        long position = switch (token) {
            case null -> 0;
            case GlobalSequenceTrackingToken known -> known.getGlobalIndex() + 1;
            default -> throw new IllegalArgumentException("not a token of this store: " + token);
        };
        if (position > log.head().nextPosition()) {
            var head = log.refreshedHead();
            if (position > head.nextPosition()) {
                throw new TokenBeyondHead(position - 1, head);
            }
        }
        return new LogStream(log, codec, Math.max(position, 0));
    }

    /** Position -1, never null. */
    @Override
    public TrackingToken createTailToken() {
        return TAIL;
    }

    /** The last event anybody had stored when this was called; the tail if there is none. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.refreshedHead().nextPosition() - 1);
    }

    /** A token behind which every event of {@code instant} or later stands, and as few earlier ones as the clocks of the writers allow. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(log.positionAt(instant) - 1);
    }

    /** Needs a log and an event serializer; events are stored under the type name and revision the serializer gives them. */
    public static final class Builder extends AbstractEventBus.Builder {
        private @Nullable CommitLog log;
        private @Nullable Serializer eventSerializer;
        private @Nullable Serializer snapshotSerializer;
        private EventUpcaster upcasters = NoOpEventUpcaster.INSTANCE;

        private Builder() {}

        public Builder commitLog(CommitLog value) {
            log = value;
            return this;
        }

        /** Revisions must be absent or whole numbers. */
        public Builder eventSerializer(Serializer value) {
            eventSerializer = value;
            return this;
        }

        /** The event serializer if not set. */
        public Builder snapshotSerializer(Serializer value) {
            snapshotSerializer = value;
            return this;
        }

        /** Applied to every event read, by aggregates and by streams alike. */
        public Builder upcasterChain(EventUpcaster value) {
            upcasters = value;
            return this;
        }

        @Override
        public Builder messageMonitor(MessageMonitor<? super EventMessage<?>> value) {
            super.messageMonitor(value);
            return this;
        }

        @Override
        public Builder spanFactory(EventBusSpanFactory value) {
            super.spanFactory(value);
            return this;
        }

        public CommitLogEventStore build() {
            return new CommitLogEventStore(this);
        }
    }
}
