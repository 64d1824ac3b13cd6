package io.tributary.views;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class LiveViewsAndRebuiltOnesIT extends ProjectionsUnderTest {
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

    /** So slow that the first is under way when the second is asked for. */
    @RepeatedTest(3)
    void of_two_rebuilds_asked_for_at_once_one_begins_and_one_is_refused() throws Exception {
        List.of("Ada", "Ben", "Cleo").forEach(name -> publish(new UserRegistered(new UserId(UUID.randomUUID()), new PersonName(name))));
        Callable<HttpResponse<String>> asking = () -> post("/operations/projections/customer-dashboard/rebuilds",
                "{\"mode\":\"blue-green\",\"eventsPerSecond\":1}");
        List<HttpResponse<String>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(List.of(asking, asking)).stream().map(Future::resultNow).sorted(
                    Comparator.comparing(HttpResponse::statusCode)).toList();
        }
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(202, 409);
        isProblem(answers.getLast(), 409, "rebuild-running");
        var location = answers.getFirst().headers().firstValue("Location").orElseThrow();
        assertThat(post(location + "/cancellation", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_row_is_read_whole_while_its_view_is_filled_aside_switched_and_rolled_back() throws Exception {
        var order = new OrderId(UUID.randomUUID());
        var price = Money.of("12.50", "EUR");
        var path = "/views/order-details/" + order;
        var whole = getAfter(path, publish(new OrderPlaced(order, new UserId(UUID.randomUUID()),
                List.of(new OrderLine("tea", "Tea", 1, price)), price, "card-visa", Instant.parse("2026-01-01T12:00:00Z"), 0)));
        var view = processors.projection("order-details").orElseThrow();
        var reads = new AtomicInteger();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = threads.submit(() -> {
                while (!over.get()) {
                    var answer = get(path);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertThat(body(answer.body())).isEqualTo(whole);
                    reads.incrementAndGet();
                }
                return null;
            });
            try {
                assertSwitchedWithoutDifference(rebuilds.begin(view, Mode.BLUE_GREEN, false));
                readMore(reading, reads);
                rebuilds.rollBack(view);
                readMore(reading, reads);
            } finally {
                over.set(true);
            }
            reading.get();
        }
    }

    @Test
    void a_view_filled_in_place_is_answered_whole_or_not_at_all() throws Exception {
        var customer = new UserId(UUID.randomUUID());
        var price = Money.of("12.50", "EUR");
        for (int i = 0; i < 20; i++) {
            publish(new OrderPlaced(new OrderId(UUID.randomUUID()), customer, List.of(new OrderLine("tea", "Tea", 1, price)), price,
                    "card-visa", Instant.parse("2026-01-01T12:00:00Z").plusSeconds(i), 0));
        }
        var path = "/views/order-details?customerId=" + customer;
        within(LIMIT, () -> assertThat(body(read(path).body()).get("items")).hasSize(20));
        var whole = body(read(path).body());
        var rebuild = rebuilds.begin(processors.projection("order-details").orElseThrow(), Mode.IN_PLACE, false);
        var refused = new AtomicInteger();
        var incomplete = new ArrayList<String>();
        within(LIMIT, () -> {
            var answer = read(path);
            if (answer.statusCode() == 503) {
                isProblem(answer, 503, "view-being-filled");
                assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(2);
                refused.incrementAndGet();
            } else {
                assertThat(answer.statusCode()).isEqualTo(200);
                incomplete.addAll(body(answer.body()).equals(whole) ? List.of() : List.of(answer.body()));
            }
            assertThat(rebuilds.find(rebuild.id()).orElseThrow().state()).isEqualTo(Rebuild.State.SWITCHED);
        });
        assertThat(refused).hasPositiveValue();
        assertThat(incomplete).isEmpty();
        assertThat(body(read(path).body())).isEqualTo(whole);
    }

    private static void readMore(Future<?> reading, AtomicInteger reads) {
        int before = reads.get();
        within(LIMIT, () -> assertThat(reading.isDone() || reads.get() > before + 20).isTrue());
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
