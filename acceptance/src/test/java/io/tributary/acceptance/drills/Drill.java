package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Load;
import io.tributary.acceptance.Load.Call;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All owners under load, one of them broken. What is compared: the p99 of each other owner's calls in the minute before and in a minute during it.
 * Two cores run a dozen processes here, so a p99 of a few milliseconds doubles when one call in a hundred waits for a core; up to {@link #FLOOR}
 * nothing is held against an owner. All owners' stores are on one disk: a round in which that disk alone, without any of them, took longer than
 * this is not compared, be it good or bad, but made again; if there is no other, the drill fails. Errors and losses count in every round.
 */
final class Drill implements AutoCloseable {
    static final Duration FLOOR = Duration.ofMillis(50);
    /** Services that have just been started answer slowly, which would make a generous baseline. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration FIRST_OF_A_RESTART = Duration.ofSeconds(10);
    static final int MOST_ROUNDS = 10;
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    /** Returns when it is over. */
    interface Fault {
        void run() throws Exception;
    }

    private final Platform platform;
    private final Shop shop;
    private final Map<Owner, OwnerLoad> loads = new EnumMap<>(Owner.class);
    private final BareAppends disk;

    Drill(Platform platform) {
        this.platform = platform;
        disk = BareAppends.in(platform.dataDir());
        shop = new Shop(platform);
        for (Owner owner : Owner.values()) {
            loads.put(owner, OwnerLoad.on(owner, shop));
        }
        pauseUntil(Instant.now().plus(WARM_UP));
    }

    /** @param restarted what the supervisor starts again, if anything: then the others' p99 counts from ten seconds after its last start */
    void run(String name, Set<Owner> stricken, Optional<String> restarted, Fault fault) throws Exception {
        boolean compared = false;
        for (int round = 0; round < MOST_ROUNDS && !compared; round++) {
            compared = round(name, stricken, restarted, fault);
        }
        assertThat(compared).as("the disk was not itself in any of %d rounds", MOST_ROUNDS).isTrue();
    }

    /** @return whether the p99s could be compared */
    private boolean round(String name, Set<Owner> stricken, Optional<String> restarted, Fault fault) throws Exception {
        Map<String, Long> services = pids(restarted);
        Instant before = calm();
        pauseUntil(before.plus(WINDOW));
        Instant begin = Instant.now();
        if (!disk.areEven(before, begin)) {
            return false;
        }
        fault.run();
        Instant over = Instant.now();
        Instant recovered = stricken.stream().map(owner -> recovered(load(owner), over)).max(Instant::compareTo).orElseThrow();
        Instant counted = restarted.isPresent() ? over.plus(FIRST_OF_A_RESTART) : begin;
        Instant end = Stream.of(recovered, counted.plus(WINDOW)).max(Instant::compareTo).orElseThrow();
        pauseUntil(end);
        System.out.printf("drill: %s, %s (%s); fault %.1f s, recovered %.1f s after it; p99 in ms%n", platform.topology(), name, stricken,
                seconds(begin, over), seconds(over, recovered));
        loads.values().forEach(load -> print(load, before, begin, over, counted, end));
        boolean even = disk.areEven(counted, end);
        assertThat(pids(restarted)).as("nothing else was started again").isEqualTo(services);
        for (Owner owner : Owner.values()) {
            if (stricken.contains(owner)) {
                assertThat(OwnerLoad.errors(load(owner).calls(begin, end))).as("the fault was one for %s", owner).isPositive();
                shop.assertNothingLost(load(owner));
            } else {
                assertUnfailing(owner, load(owner).calls(begin, end));
                if (even) {
                    assertUnmoved(owner, load(owner).calls(before, begin), load(owner).calls(counted, end));
                }
            }
        }
        return even;
    }

    private static void print(OwnerLoad load, Instant before, Instant begin, Instant over, Instant counted, Instant end) {
        List<Call> during = load.calls(begin, end);
        System.out.printf("  %-16s baseline %6.1f, fault %8.1f, counted %8.1f, errors %d of %d%n", load.owner().text(),
                p99(load.calls(before, begin)), p99(load.calls(begin, over)), p99(load.calls(counted, end)), OwnerLoad.errors(during),
                during.size());
    }

    private static void assertUnfailing(Owner owner, List<Call> during) {
        assertThat(during).as("calls of %s", owner.text()).hasSizeGreaterThan((int) WINDOW.toSeconds() * OwnerLoad.READS);
        assertThat(OwnerLoad.errors(during)).as("errors of %s", owner.text()).isZero();
    }

    private static void assertUnmoved(Owner owner, List<Call> baseline, List<Call> counted) {
        assertThat(Load.p99(counted)).as("p99 of %s", owner.text()).isLessThanOrEqualTo(limit(Load.p99(baseline)));
    }

    static Duration limit(Duration baseline) {
        Duration twice = baseline.multipliedBy(2);
        return twice.compareTo(FLOOR) > 0 ? twice : FLOOR;
    }

    /** When everybody has answered well for five seconds. */
    private Instant calm() {
        Instant now = Instant.now();
        loads.values().forEach(load -> recovered(load, now));
        return Instant.now();
    }

    private static Instant recovered(OwnerLoad load, Instant over) {
        Waiting.until(load.owner().text() + " answers again", RECOVERY, () -> load.isWellSince(wellSince(load, over)));
        return wellSince(load, over);
    }

    private static Instant wellSince(OwnerLoad load, Instant over) {
        Optional<Instant> bad = load.calls(over, Instant.now()).stream().filter(call -> !call.isGood()).map(Call::due).max(
                Instant::compareTo);
        return bad.map(due -> due.plusMillis(1)).orElse(over);
    }

    private OwnerLoad load(Owner owner) {
        return Objects.requireNonNull(loads.get(owner));
    }

    /** Of all parts but the one. */
    private Map<String, Long> pids(Optional<String> without) {
        return platform.processes().stream().filter(process -> !process.path("name").asString().equals(without.orElse(""))).collect(
                Collectors.toMap(process -> process.path("name").asString(), process -> process.path("pid").asLong()));
    }

    static void pauseUntil(Instant end) {
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
        }
    }

    private static double p99(List<Call> calls) {
        return Load.p99(calls).toNanos() / 1e6;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }

    @Override
    public void close() {
        loads.values().forEach(OwnerLoad::close);
        disk.close();
    }
}
