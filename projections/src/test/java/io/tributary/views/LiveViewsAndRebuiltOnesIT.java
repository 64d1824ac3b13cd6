package io.tributary.views;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ProjectionsIntegration
class LiveViewsAndRebuiltOnesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private final Map<String, Long> published = new HashMap<>();
    @Autowired private Processors processors;
    @Autowired private Rebuilds rebuilds;
    @Autowired private ConsumerStore store;
    @Autowired private JdbcTemplate jdbc;

    static List<Long> seeds() {
        return AnyOrderOfArrival.seeds(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void views_that_are_rebuilt_while_they_are_fed_equal_the_live_ones_row_by_row(long seed) {
        var random = RandomGeneratorFactory.getDefault().create(seed);
        var events = mixed(random, new Shop(random, 15, 80).streams());
        publish(events.subList(0, events.size() / 2));
        var running = processors.projections().stream().map(view -> rebuilds.begin(view, Mode.BLUE_GREEN, false)).toList();
        publish(events.subList(events.size() / 2, events.size()));
        running.forEach(this::assertSwitchedWithoutDifference);
        processors.projections().forEach(this::assertBothGenerationsEqual);
    }

    private static List<AggregateEvent> mixed(RandomGenerator random, List<List<PositionedEvent>> streams) {
        var open = new ArrayList<Deque<PositionedEvent>>();
        streams.forEach(stream -> open.add(new ArrayDeque<>(stream)));
        var events = new ArrayList<AggregateEvent>();
        while (!open.isEmpty()) {
            var stream = open.get(random.nextInt(open.size()));
            events.add(stream.remove().event());
            if (stream.isEmpty()) {
                open.remove(stream);
            }
        }
        return events;
    }

    private void publish(List<AggregateEvent> events) {
        for (var event : events) {
            var position = Topics.shared().publish(event);
            published.put("%s.events/%d".formatted(position.owner(), TopicName.partitionOf(position.key())), position.position());
        }
    }

    private void assertSwitchedWithoutDifference(Rebuild rebuild) {
        within(LIMIT, () -> assertThat(rebuilds.find(rebuild.id()).orElseThrow().state().ended()).isTrue());
        assertThat(rebuilds.find(rebuild.id()).orElseThrow()).matches(
                done -> done.state() == Rebuild.State.SWITCHED && done.differenceCount() == 0);
    }

    /** Compared once, as soon as both say that they have applied everything: who says so too early is found. */
    private void assertBothGenerationsEqual(ProjectionDefinition view) {
        var state = store.generations().of(view.name());
        within(LIMIT, () -> assertThat(List.of(state.live(), state.previous())).allMatch(
                generation -> hasAppliedAll(processors.running(view.name(), generation).orElseThrow())));
        for (var table : view.tables()) {
            assertThat(rows(table, state.live())).as(table).isNotEmpty().isEqualTo(rows(table, state.previous()));
        }
    }

    private boolean hasAppliedAll(RunningProcessor processor) {
        var heads = processor.heads();
        return published.entrySet().stream().allMatch(last -> heads.getOrDefault(last.getKey(), Long.MAX_VALUE) >= last.getValue())
                && processor.caughtUp();
    }

    private List<String> rows(String table, int generation) {
        return jdbc.queryForList("select (to_jsonb(t) - 'generation')::text as row from " + table + " t where generation = ? order by row",
                String.class, generation);
    }
}
