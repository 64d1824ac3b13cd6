package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.Cause;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.pace.Throttle;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.Condition;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.store.ProcessorTokens.SegmentState;
import io.tributary.eventstore.processing.WatchedExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A processor of this instance, its stream and its threads. */
public final class RunningProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProcessor.class);
    private static final long STOP_SECONDS = 10;
    /** A segment that has ended never answers; the others have this long for the batch they are at. */
    private static final long STOP_BROKEN_SECONDS = 2;
    /** A batch, or a look for segments, takes milliseconds, and some seconds on a busy machine. */
    private static final Duration STANDS = Duration.ofSeconds(30);
    /** What one thread handles in a second without hurry. */
    private static final int EVENTS_OF_A_THREAD = 2_000;
    private final Intake intake;
    private final PooledStreamingEventProcessor processor;
    private final ProcessorWatch watch;
    private final ProcessorLag lag;
    private final SegmentInvoker invoker;
    private final Collection<WatchedExecutor> threads;

    /**
     * How far the slowest segment is.
     *
     * @param processed offsets or positions done, the broker's own marks among them
     * @param total of how many
     * @param events how many events were done since the stream was opened
     */
    public record Progress(long processed, long total, long events) {}

    /** What it reads, how fast at most, and by whom that is handled. */
    record Intake(EventSource source, Throttle throttle, ScheduledThreadPoolExecutor workers) {
        void limitTo(@Nullable Integer eventsPerSecond) {
            throttle.limitTo(eventsPerSecond);
            int threads = eventsPerSecond == null ? ProcessorFactory.VIEW_SEGMENTS : Math.ceilDiv(eventsPerSecond, EVENTS_OF_A_THREAD);
            workers.setCorePoolSize(Math.clamp(threads, 1, ProcessorFactory.VIEW_SEGMENTS));
        }
    }

    RunningProcessor(Intake intake, PooledStreamingEventProcessor processor, ProcessorWatch watch, ProcessorLag lag,
            SegmentInvoker invoker, Collection<WatchedExecutor> threads) {
        this.intake = intake;
        this.processor = processor;
        this.watch = watch;
        this.lag = lag;
        this.invoker = invoker;
        this.threads = threads;
    }

    public String name() {
        return processor.getName();
    }

    /** What it reads: {@code log} or topics; of an owner whose topic has not been found yet, the first it will have. */
    public String source() {
        return switch (intake.source()) {
            case EventSource.OwnLog() -> "log";
            case EventSource.Topics(var owners) -> {
                var read = watch.topics();
                yield String.join(",",
                        owners.stream().map(owner -> TopicName.newest(owner, read).orElse(TopicName.first(owner)).text()).toList());
            }
        };
    }

    /** Says in the log where a thread of this processor is that has been at one task for very long. */
    void tellWhatStands() {
        threads.forEach(executor -> executor.standingFor(STANDS).forEach((thread, place) -> {
            var where = new IllegalStateException(thread.getName());
            where.setStackTrace(place);
            LOG.warn("processor {} has stood for {} s here", name(), STANDS.toSeconds(), where);
        }));
    }

    /** Reads so many events a second from now on, with no more threads than that needs; null: as many as it can. */
    void limitTo(@Nullable Integer eventsPerSecond) {
        intake.limitTo(eventsPerSecond);
    }

    void start() {
        lag.share().begin();
        processor.start();
    }

    /** Stops for good: after the batch under way, or after a limit. */
    void stop() {
        try {
            processor.shutdownAsync().get(watch.broken() ? STOP_BROKEN_SECONDS : STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("processor {} did not stop in time; it can store nothing more once its claims lapse", name(), e);
        }
        threads.forEach(WatchedExecutor::shutdownNow);
        leave();
    }

    // Without it the others wait until this instance is counted out; an unreachable database must not keep it from stopping.
    private void leave() {
        try {
            lag.share().leave();
        } catch (RuntimeException e) {
            LOG.warn("the other instances cannot be told that {} stops here", name(), e);
        }
    }

    /** Events missing or foreign: the processor stays stopped. */
    void stopOnAlarm() {
        LOG.error("processor {} is stopped: {}", name(), String.valueOf(watch.alarm()));
        processor.shutdownAsync().thenRun(this::leave);
    }

    /** Whether it, or one of its segments, has ended by something unexpected and can only be made anew. */
    boolean broken() {
        return watch.broken();
    }

    /** What the processor does on this instance. */
    public ProcessorState state() {
        if (watch.alarm() != null) {
            return ProcessorState.ALARM;
        }
        if (!processor.isRunning()) {
            return ProcessorState.STOPPED;
        }
        return processor.isError() || watch.broken() ? ProcessorState.RETRYING : ProcessorState.RUNNING;
    }

    /** Why the last attempt to read or handle failed; null if none did. */
    public @Nullable String lastError() {
        var error = watch.lastError();
        return error == null ? null : Cause.of(error).toString();
    }

    /** What the processor does on this instance, and why its last attempt failed. */
    public Condition condition() {
        return new Condition(state(), lastError());
    }

    /** What is done to each segment, on whichever instance it is handled. */
    public Map<Integer, Condition> conditionBySegment() {
        return lag.conditions();
    }

    /** All segments, those on other instances too. */
    public Map<Integer, SegmentState> segments() {
        return lag.stored();
    }

    /** How far each segment is behind, on whichever instance it is handled. */
    public Map<Integer, Behind> behindBySegment() {
        return lag.bySegment();
    }

    /** How far the slowest of all segments is behind. */
    public Behind behind() {
        return lag.behind();
    }

    /** Age of the oldest event that is not applied, 0 if there is none; empty while that is not known, as before it has seen what there is. */
    public OptionalLong lagMillis(Clock clock) {
        return lag.millis(clock);
    }

    public Progress progress() {
        return lag.progress();
    }

    /** Whether this instance handles the first segment: of all instances one does, or none. */
    public boolean handlesFirst() {
        return lag.holdsFirst();
    }

    /** How many of the segments this instance handles. */
    public int claimed() {
        return lag.held();
    }

    /** Events that this instance's handlers have applied since it runs, in transactions that were committed. */
    public long applied() {
        return watch.applied();
    }

    /** Calls the handlers with an event that was parked, within the caller's transaction. */
    public void handleAgain(EventMessage<?> event) throws Exception {
        invoker.invoke(event);
    }

    /** Waits until it is so that something of the aggregate was applied; looks when this instance has applied an event of it, and now and then. */
    public boolean await(String key, BooleanSupplier applied, long deadline) throws InterruptedException {
        return lag.batches().await(key, applied, deadline);
    }

    /** Whether all segments, here and elsewhere, have applied everything there was to read a moment ago. */
    public boolean caughtUp() {
        return state() == ProcessorState.RUNNING && lag.caughtUp();
    }

    /** The newest position seen in each partition. */
    public Map<String, Long> heads() {
        return lag.heads();
    }
}
