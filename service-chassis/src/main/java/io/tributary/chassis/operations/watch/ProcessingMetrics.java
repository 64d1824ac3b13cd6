package io.tributary.chassis.operations.watch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.chassis.operations.watch.Figures.Segment;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.publishing.EventPublisher;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures as meters. Those of a processor appear when it starts, and go when its generation does. */
final class ProcessingMetrics {
    private static final double MILLIS = 1_000;
    private final MeterRegistry registry;
    private final Figures figures;
    private final Processors processors;
    private final Map<Segment, List<Meter>> segments = new ConcurrentHashMap<>();
    private final Map<RunningProcessor, List<Meter>> running = new ConcurrentHashMap<>();

    ProcessingMetrics(MeterRegistry registry, Figures figures, Processors processors, @Nullable EventPublisher publisher) {
        this.registry = registry;
        this.figures = figures;
        this.processors = processors;
        if (publisher != null) {
            register(publisher);
        }
        figures.afterwards(this::follow);
    }

    private void register(EventPublisher publisher) {
        Gauge.builder("tributary.publisher.lag.events", () -> Math.max(0, publisher.head() - figures.seen().published())).tag("owner",
                publisher.owner()).description("Events of the owner's log that are not published yet").register(registry);
        Gauge.builder("tributary.publisher.active", () -> publisher.status().active() ? 1 : 0).tag("owner", publisher.owner()).description(
                "Whether this instance is the one that publishes").register(registry);
    }

    private void follow() {
        var known = figures.seen().behind().keySet();
        known.forEach(segment -> segments.computeIfAbsent(segment, this::metersOf));
        forget(segments, known::contains);
        processors.running().forEach(processor -> running.computeIfAbsent(processor, this::metersOf));
        forget(running, processors.running()::contains);
    }

    private <K> void forget(Map<K, List<Meter>> meters, Predicate<K> there) {
        meters.entrySet().removeIf(entry -> {
            boolean gone = !there.test(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
    }

    private List<Meter> metersOf(Segment segment) {
        var number = Integer.toString(segment.number());
        return List.of(
                Gauge.builder("tributary.processor.lag.events",
                        () -> figures.seen().behind().getOrDefault(segment, Behind.NOTHING).events()).tag("processor",
                                segment.processor()).tag("segment", number).description(
                                        "Events that are not applied yet").register(registry),
                Gauge.builder("tributary.processor.lag.seconds", () -> figures.waiting(segment).toMillis() / MILLIS).tag("processor",
                        segment.processor()).tag("segment", number).description("Age of the oldest event that is not applied yet").register(
                                registry));
    }

    private List<Meter> metersOf(RunningProcessor processor) {
        var name = processor.name();
        return List.of(
                FunctionCounter.builder("tributary.processor.events.applied", processor, RunningProcessor::applied).tag("processor",
                        name).description("Events that this instance's handlers have applied").register(registry),
                gauge("tributary.processor.segments.claimed", "Segments that this instance handles", processor, RunningProcessor::claimed),
                gauge("tributary.processor.alarm", "Whether events are missing or foreign, so that the processor is stopped", processor,
                        it -> it.state() == ProcessorState.ALARM ? 1 : 0),
                gauge("tributary.processor.parked.sequences", "Sequences that are held back by an event nobody could handle", processor,
                        it -> figures.seen().parked().getOrDefault(it.name(), 0)));
    }

    private Meter gauge(String name, String description, RunningProcessor processor, ToDoubleFunction<RunningProcessor> value) {
        return Gauge.builder(name, processor, value).tag("processor", processor.name()).description(description).register(registry);
    }
}
