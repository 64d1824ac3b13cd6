package io.tributary.eventstore.log;

import static io.tributary.eventstore.fixture.Events.NOON;
import static io.tributary.eventstore.fixture.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.Head;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.fixture.DelegatingStorage;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowingOthersTest {
    private static final LogEvent EVENT = event("a", 0);
    private static final CommitEntry COMMIT = new CommitEntry(1, UUID.randomUUID(), 0, 1, NOON);

    private final List<String> reads = new ArrayList<>();
    private List<CommitEntry> stored = List.of();
    private Runnable answer = () -> {};
    private final LogTail tail = new LogTail(new Stored());

    @Test
    void a_commit_of_another_writer_is_read_with_its_events() {
        stored = List.of(COMMIT);
        tail.refresh();
        assertThat(tail.recent(0, 10)).containsExactly(new StoredEvent(0, EVENT));
        assertThat(reads).containsExactly("0-1");
    }

    @Test
    void an_own_commit_that_is_seen_before_its_answer_is_not_read_again() {
        stored = List.of(COMMIT);
        answer = () -> tail.advance(COMMIT, List.of(EVENT));
        tail.refresh();
        assertThat(tail.head()).isEqualTo(new Head(1, 1));
        assertThat(tail.recent(0, 10)).containsExactly(new StoredEvent(0, EVENT));
        assertThat(reads).isEmpty();
    }

    /** Holds {@link #stored}; the answer to the writer comes while a look is under way. */
    private final class Stored extends DelegatingStorage {
        Stored() {
            super((CommitStorage) Proxy.newProxyInstance(CommitStorage.class.getClassLoader(), new Class<?>[]{CommitStorage.class},
                    (_, method, _) -> {
                        throw new IllegalStateException(method.getName() + " is not for following");
                    }));
        }

        @Override
        public List<CommitEntry> commits(Collection<Long> numbers) {
            var found = stored.stream().filter(commit -> numbers.contains(commit.number())).toList();
            if (!found.isEmpty()) {
                answer.run();
            }
            return found;
        }

        @Override
        public List<StoredEvent> events(long from, long to) {
            reads.add(from + "-" + to);
            return List.of(new StoredEvent(from, EVENT));
        }
    }
}
