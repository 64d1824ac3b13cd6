package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.KeyedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The locks a batch needs on customers: alone for one that changes, shared for one that an order copies from. */
final class CustomerLocks {
    private static final int MOST_STATEMENTS = 4;

    private enum Lock {
        SHARED, ALONE
    }

    private record Run(Lock kind, SortedSet<String> keys) {
        void take(KeyedRows customers) {
            switch (kind) {
                case SHARED -> customers.share(keys);
                case ALONE -> customers.lock(keys);
            }
        }
    }

    private final SortedMap<String, Lock> wanted = new TreeMap<>();

    CustomerLocks(EventBatch batch, SortedSet<String> changed) {
        batch.all(OrderPlaced.class).forEach(placed -> wanted.put(placed.customerId().text(), Lock.SHARED));
        changed.forEach(user -> wanted.put(user, Lock.ALONE));
    }

    /**
     * Both kinds in one order of keys: neighbours of one kind are locked by one statement. Where the kinds take turns too often, all are
     * locked alone by one: others who copy from the same customers then wait for this batch.
     */
    void take(KeyedRows customers) {
        customers.create(new TreeSet<>(wanted.keySet()));
        var runs = runs();
        if (runs.size() > MOST_STATEMENTS) {
            customers.lock(new TreeSet<>(wanted.keySet()));
        } else {
            runs.forEach(run -> run.take(customers));
        }
    }

    private List<Run> runs() {
        var runs = new ArrayList<Run>();
        wanted.forEach((key, kind) -> {
            if (runs.isEmpty() || runs.getLast().kind() != kind) {
                runs.add(new Run(kind, new TreeSet<>()));
            }
            runs.getLast().keys().add(key);
        });
        return runs;
    }
}
