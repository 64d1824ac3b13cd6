package io.tributary.eventstore.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.fixture.Events;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the writers said, to be compared with what the store has. */
final class Ledger {
    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    void tell(String what, String key) {
        (what.equals(Load.ACKNOWLEDGED) ? acknowledged : attempted).add(key);
    }

    int acknowledgements() {
        return acknowledged.size();
    }

    /** Acknowledged is stored, stored was attempted, no commit is half, positions are dense; returns the keys in order. */
    List<String> assertTrueOf(CommitLog log) {
        var stored = new ArrayList<StoredEvent>();
        for (var page = log.read(0, 1000); !page.isEmpty(); page = log.read(stored.size(), 1000)) {
            stored.addAll(page);
        }
        for (int i = 0; i < stored.size(); i++) {
            assertThat(stored.get(i).position()).isEqualTo(i);
        }
        var keys = Events.keys(stored);
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys).containsAll(acknowledged);
        assertWhole(keys);
        return keys;
    }

    private void assertWhole(Collection<String> keys) {
        var all = new HashSet<>(keys);
        for (var key : keys) {
            var parts = key.split("#", 2);
            if (!parts[0].endsWith(Load.twin(""))) {
                assertThat(attempted).contains(key);
                assertThat(all).as("the other half of " + key).contains(Load.twin(parts[0]) + "#" + parts[1]);
            }
        }
        assertThat(all).as("as many first halves as second ones").hasSize(
                2 * (int) keys.stream().filter(key -> !key.contains(Load.twin(""))).count());
    }
}
