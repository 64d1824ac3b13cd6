package io.tributary.eventstore.contract;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.fixture.HazardousStorage;
import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import io.tributary.eventstore.storage.CommitStorage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store of its own for every test, and logs on it that are closed behind it. */
abstract class StoreContract {
    static final LogSettings SETTINGS = LogSettings.defaults().withAppendDeadline(Duration.ofSeconds(3));

    private final Deque<CommitLog> opened = new ArrayDeque<>();
    StoreFixture store;
    CommitLog log;

    abstract StoreFixture newStore();

    @BeforeEach
    void openStore() {
        store = newStore();
        log = open();
    }

    @AfterEach
    void closeStore() {
        opened.forEach(CommitLog::close);
        store.close();
    }

    /** Another process's log on the same store. */
    CommitLog open() {
        return open(store.open(), SETTINGS);
    }

    CommitLog open(CommitStorage storage, LogSettings settings) {
        var another = new DenseCommitLog(storage, settings);
        opened.push(another);
        return another;
    }

    /** A log whose way to the store is up to the test. */
    Endangered endanger(LogSettings settings) {
        var networks = new ArrayList<HazardousStorage>();
        var storage = store.open(right -> {
            networks.add(new HazardousStorage(right));
            return networks.getFirst();
        });
        return new Endangered(networks.getFirst(), open(storage, settings));
    }

    record Endangered(HazardousStorage network, CommitLog log) {}

    /** Everything that is stored, as a process reads it that had no part in writing it. */
    List<StoredEvent> stored() {
        var reader = open();
        var events = new ArrayList<StoredEvent>();
        for (var page = reader.read(0, 1000); !page.isEmpty(); page = reader.read(events.size(), 1000)) {
            events.addAll(page);
        }
        return events;
    }

    List<String> storedKeys() {
        return Events.keys(stored());
    }

    void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + store.patience().toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + store.patience() + ": " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
