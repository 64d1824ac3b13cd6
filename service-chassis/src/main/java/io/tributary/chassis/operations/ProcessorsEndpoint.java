package io.tributary.chassis.operations;

import io.tributary.chassis.kafka.TopicToken;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.Condition;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.store.ProcessorTokens.SegmentState;
import io.tributary.chassis.web.Page;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /operations/processors}: one line per processor and segment; state and error are those of the instance that holds it. */
@RestController
class ProcessorsEndpoint {
    private final Processors processors;
    private final ServiceName service;
    private final Clock clock;

    ProcessorsEndpoint(Processors processors, ServiceName service, Clock clock) {
        this.processors = processors;
        this.service = service;
        this.clock = clock;
    }

    record Line(String service, String processor, int segment, String source, Map<String, Long> position, Map<String, Long> head, Lag lag,
            ProcessorState state, @Nullable String holder, @Nullable String lastError) {}

    record Lag(long events, long ms) {}

    @GetMapping("/operations/processors")
    Page<Line> processors() {
        return new Page<>(processors.running().stream().flatMap(this::lines).toList(), null);
    }

    private Stream<Line> lines(RunningProcessor processor) {
        var behind = processor.behindBySegment();
        var conditions = processor.conditionBySegment();
        var own = processor.condition();
        return processor.segments().entrySet().stream().map(entry -> line(processor, entry.getKey(), entry.getValue(),
                behind.getOrDefault(entry.getKey(), Behind.NOTHING), conditions.getOrDefault(entry.getKey(), own)));
    }

    private Line line(RunningProcessor processor, int segment, SegmentState stored, Behind behind, Condition condition) {
        var lag = new Lag(behind.events(), behind.millis(clock));
        return new Line(service.value(), processor.name(), segment, processor.source(), positions(stored.token()), processor.heads(), lag,
                condition.state(), stored.holder(), condition.error());
    }

    private static Map<String, Long> positions(@Nullable TrackingToken token) {
        var result = new TreeMap<String, Long>();
        switch (token) {
            case TopicToken topics -> topics.partitions().forEach(
                    (partition, progress) -> result.put(TopicToken.nameOf(partition), progress.last()));
            case GlobalSequenceTrackingToken log -> result.put("log", log.getGlobalIndex());
            case null, default -> {
                // not started
            }
        }
        return result;
    }
}
