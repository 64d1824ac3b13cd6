package io.tributary.eventstore.bench.append;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

/** The accounts that are changed: each of 10 events at first; callers never meet in one. */
public final class HotAccounts {
    public static final int COUNT = 2048;
    public static final int EVENTS = 10;

    private final AtomicIntegerArray turns = new AtomicIntegerArray(COUNT);

    public static String id(int account) {
        return "hot-%04d-8d1c-4c6e-9a55-7b0e3c52f1a7".formatted(account);
    }

    static Stream<Object> firstEvents(int account) {
        var id = id(account);
        return Stream.iterate(0, n -> n + 1).limit(EVENTS).map(
                n -> n == 0 ? new Account.Opened(id, name(n), email(account)) : new Account.Renamed(id, name(n)));
    }

    public static String name(long n) {
        return "Someone with a name of usual length " + n;
    }

    public static String email(long n) {
        return "someone.with.an.address." + n + "@example.org";
    }

    /** The caller's next account, in turns over its share of them. */
    public int next(int caller, int callers) {
        int turn = turns.getAndIncrement(caller);
        return caller + callers * (turn % (COUNT / callers));
    }
}
