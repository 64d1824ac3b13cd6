package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.KeyedRows;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The locks a batch needs on customers: alone for one that changes, shared for one that an order copies from. */
final class CustomerLocks {
    private enum Lock {
        SHARED, ALONE
    }

    private final SortedMap<String, Lock> wanted = new TreeMap<>();

    CustomerLocks(EventBatch batch, SortedSet<String> changed) {
        batch.all(OrderPlaced.class).forEach(placed -> wanted.put(placed.customerId().text(), Lock.SHARED));
        changed.forEach(user -> wanted.put(user, Lock.ALONE));
    }

    /** Both kinds in one order of keys: neighbours of one kind are locked by one statement. */
    void take(KeyedRows customers) {
        customers.create(new TreeSet<>(wanted.keySet()));
        var run = new TreeSet<String>();
        var kind = Lock.SHARED;
        for (var next : wanted.entrySet()) {
            if (next.getValue() != kind) {
                take(customers, run, kind);
                run.clear();
                kind = next.getValue();
            }
            run.add(next.getKey());
        }
        take(customers, run, kind);
    }

    private static void take(KeyedRows customers, SortedSet<String> run, Lock kind) {
        switch (kind) {
            case SHARED -> customers.share(run);
            case ALONE -> customers.lock(run);
        }
    }
}
