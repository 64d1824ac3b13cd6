package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Counters.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.DelegatingStorage;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class StreamingContract extends StoreContract {
    private static final int COMMITS_PER_WRITER = 25;

    private CommitLogEventStore events;
    private Counters counters;

    @BeforeEach
    void openCounters() {
        events = Counters.store(log);
        counters = new Counters();
    }

    @AfterEach
    void closeCounters() {
        counters.close();
    }

    @Test
    void eight_writers_on_two_instances_reach_four_processors_once_and_in_order() throws Exception {
        var other = Counters.store(open());
        var stores = List.of(events, other);
        var handled = new ArrayList<Queue<TrackedEventMessage<?>>>();
        for (int segments = 1; segments <= 4; segments++) {
            handled.add(counters.process(stores.get(segments % 2), segments));
        }
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var writers = new ArrayList<Thread>();
        for (int w = 0; w < 8; w++) {
            var id = "w" + w;
            var store = stores.get(w % 2);
            writers.add(Thread.ofVirtual().start(() -> write(store, id, failures)));
        }
        for (var writer : writers) {
            writer.join();
        }
        assertThat(failures).isEmpty();
        var expected = storedKeys();
        assertThat(expected).hasSize(8 * COMMITS_PER_WRITER * 2).doesNotHaveDuplicates();
        for (var seen : handled) {
            await("a processor handles everything", () -> seen.size() >= expected.size());
            assertThat(keys(seen)).containsExactlyInAnyOrderElementsOf(expected);
            assertInOrderPerAggregate(seen);
        }
        assertThat(keys(handled.getFirst())).containsExactlyElementsOf(expected);
    }

    /** Each commit is one event of the writer's own aggregate and one of an aggregate that all writers fight for. */
    private static void write(CommitLogEventStore store, String id, Collection<Throwable> failures) {
        try {
            for (int i = 0; i < COMMITS_PER_WRITER; i++) {
                while (!writeOnce(store, id, i)) {
                    // another writer was first: with the next sequence then
                }
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private static boolean writeOnce(CommitLogEventStore store, String id, int i) {
        var shared = store.lastSequenceNumberFor("shared").map(last -> last + 1).orElse(0L);
        try {
            store.publish(List.of(counted(id, i), counted("shared", shared)));
            return true;
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            return false;
        }
    }

    private static void assertInOrderPerAggregate(Collection<TrackedEventMessage<?>> seen) {
        var last = new HashMap<String, Long>();
        for (var message : seen) {
            var event = (DomainEventMessage<?>) message;
            assertThat(event.getSequenceNumber()).isEqualTo(last.getOrDefault(event.getAggregateIdentifier(), -1L) + 1);
            last.put(event.getAggregateIdentifier(), event.getSequenceNumber());
        }
    }

    private static List<String> keys(Collection<TrackedEventMessage<?>> messages) {
        return messages.stream().map(message -> (DomainEventMessage<?>) message).map(
                event -> event.getAggregateIdentifier() + "#" + event.getSequenceNumber()).toList();
    }

    @Test
    void a_processor_is_woken_by_an_append_of_its_own_process() {
        var handled = counters.process(events, 1);
        events.publish(counted("a", 0));
        await("the first event", () -> handled.size() == 1);
        var millis = new ArrayList<Long>();
        for (int i = 1; i <= 20; i++) {
            int expected = i + 1;
            events.publish(counted("a", i));
            var start = System.nanoTime();
            await("the next event", () -> handled.size() == expected);
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        millis.sort(null);
        assertThat(millis.get(10)).as("median of milliseconds; a processor that polls takes half of 500").isLessThan(200);
        assertThat(stored()).hasSize(21);
    }

    @Test
    void a_stream_sees_what_another_process_appends() throws Exception {
        CommitLog another = open();
        try (var stream = events.openStream(events.createHeadToken())) {
            assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
            Counters.store(another).publish(counted("a", 0), counted("a", 1));
            var start = System.nanoTime();
            assertThat(stream.hasNextAvailable((int) store.patience().toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - start).as("woken before its time was over").isLessThan(store.patience().dividedBy(2).toNanos());
            assertThat(((DomainEventMessage<?>) stream.nextAvailable()).getSequenceNumber()).isZero();
            assertThat(((DomainEventMessage<?>) stream.nextAvailable()).getSequenceNumber()).isEqualTo(1);
        }
    }

    @Test
    void a_long_log_is_streamed_whole_from_any_position() throws Exception {
        for (int i = 0; i < 150; i++) {
            log.append(Events.commit("a", i * 20L, 20));
        }
        var reader = open();
        long position = 2;
        for (var page = reader.read(position, 777); !page.isEmpty(); page = reader.read(position, 777)) {
            for (var stored : page) {
                assertThat(stored.position()).isEqualTo(position);
                assertThat(stored.event().sequence()).isEqualTo(position++);
            }
        }
        assertThat(position).isEqualTo(3000);
    }

    @Test
    void a_long_log_is_read_without_a_gap_up_to_where_it_is_damaged() throws Exception {
        for (int i = 0; i < 40; i++) {
            log.append(Events.commit("a", 100L * i, 100));
        }
        try (var closedEarly = Counters.store(open()).openStream(null)) {
            assertThat(closedEarly.nextAvailable().trackingToken().position()).hasValue(0);
        }
        assertThat(positions(Counters.store(open()))).isEqualTo(LongStream.range(0, 4000).boxed().toList());
        store.destroyCommit(38);
        var read = new ArrayList<Long>();
        var damaged = Counters.store(open());
        assertThatThrownBy(() -> read(damaged, read)).isInstanceOf(Unreadable.class).hasMessageContaining("position 3700");
        assertThat(read).hasSizeGreaterThan(1000).isEqualTo(LongStream.range(0, read.size()).boxed().toList());
        assertThat(read).hasSizeLessThanOrEqualTo(3700);
    }

    private static List<Long> positions(CommitLogEventStore events) throws InterruptedException {
        var read = new ArrayList<Long>();
        read(events, read);
        return read;
    }

    private static void read(CommitLogEventStore events, List<Long> positions) throws InterruptedException {
        try (var stream = events.openStream(null)) {
            while (stream.hasNextAvailable()) {
                positions.add(stream.nextAvailable().trackingToken().position().orElseThrow());
            }
        }
    }

    @Test
    void a_look_for_others_commits_asks_for_the_next_one_alone_and_for_more_where_there_is_more() {
        var asked = new ConcurrentLinkedQueue<Integer>();
        var reader = open(store.open(network -> new Asked(network, asked)), SETTINGS);
        asked.clear();
        reader.refreshedHead();
        assertThat(asked).isNotEmpty().containsOnly(1);
        for (int i = 0; i < 40; i++) {
            log.append(Events.commit("a", i, 1));
        }
        assertThat(reader.refreshedHead().commit()).isEqualTo(40);
    }

    /** How many numbers each look at the store was for. */
    private static final class Asked extends DelegatingStorage {
        private final Queue<Integer> counts;

        Asked(CommitStorage storage, Queue<Integer> counts) {
            super(storage);
            this.counts = counts;
        }

        @Override
        public List<CommitEntry> commits(Collection<Long> numbers) {
            counts.add(numbers.size());
            return storage.commits(numbers);
        }
    }
}
