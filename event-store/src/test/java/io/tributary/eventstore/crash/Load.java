package io.tributary.eventstore.crash;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException;
import io.tributary.eventstore.fixture.Events;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Writers that append pairs of events, each pair one commit over two aggregates, and tell of every attempt and every success. */
final class Load {
    static final String ATTEMPTED = "attempted";
    static final String ACKNOWLEDGED = "acknowledged";
    private static final int WRITERS = 6;

    private Load() {}

    /** The second aggregate of a pair. */
    static String twin(String aggregateId) {
        return aggregateId + "-twin";
    }

    static List<Thread> start(CommitLog log, String name, BooleanSupplier go, BiConsumer<String, String> tell) {
        return IntStream.range(0, WRITERS).mapToObj(w -> name + "-" + w).map(
                writer -> Thread.ofPlatform().daemon().name(writer).start(() -> write(log, writer, go, tell))).toList();
    }

    /** After an unknown outcome the writer goes on with a fresh aggregate, as it cannot know the next sequence. */
    private static void write(CommitLog log, String writer, BooleanSupplier go, BiConsumer<String, String> tell) {
        for (int life = 0; go.getAsBoolean(); life++) {
            var id = writer + "-" + life;
            try {
                for (int i = 0; go.getAsBoolean(); i++) {
                    tell.accept(ATTEMPTED, id + "#" + i);
                    log.append(Events.commit(Events.event(id, i), Events.event(twin(id), i)));
                    tell.accept(ACKNOWLEDGED, id + "#" + i);
                }
            } catch (CommitLogException.OutcomeUnknown | CommitLogException.Unavailable _) {
                // the next life
            }
        }
    }
}
