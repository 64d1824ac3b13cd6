package io.tributary.acceptance.drills;

import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.Load;
import io.tributary.acceptance.Load.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads and commands at one owner's own endpoints at a fixed rate, and what it acknowledged of the commands. */
final class OwnerLoad implements AutoCloseable {
    static final int READS = 10;
    static final int COMMANDS = 5;
    private static final int CREATED = 201;
    private static final Duration BACK = Duration.ofSeconds(5);

    private final Owner owner;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Load reads;
    private final Load commands;

    private OwnerLoad(Owner owner, Shop shop) {
        this.owner = owner;
        Supplier<Answer> read = () -> shop.read(owner);
        reads = Load.start(READS, read);
        commands = Load.start(COMMANDS, () -> command(shop));
    }

    static OwnerLoad on(Owner owner, Shop shop) {
        return new OwnerLoad(owner, shop);
    }

    private Answer command(Shop shop) {
        String trial = shop.nextTrial(owner);
        tried.add(trial);
        Answer answer = shop.command(owner, trial);
        if (answer.status() == CREATED) {
            acknowledged.add(shop.acknowledgement(owner, trial, answer));
        }
        return answer;
    }

    Owner owner() {
        return owner;
    }

    /** What the owner said is done. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Idempotency keys of all commands that were sent. */
    Set<String> tried() {
        return Set.copyOf(tried);
    }

    List<Call> calls(Instant from, Instant to) {
        return Stream.concat(reads.calls(from, to).stream(), commands.calls(from, to).stream()).toList();
    }

    static long errors(List<Call> calls) {
        return calls.stream().filter(call -> !call.isGood()).count();
    }

    /** Whether every call of the five seconds from then on, reads and commands, was answered well. */
    boolean isWellSince(Instant since) {
        List<Call> last = calls(since, since.plus(BACK));
        return Instant.now().isAfter(since.plus(BACK)) && last.size() >= (READS + COMMANDS) * (BACK.toSeconds() - 1) && errors(last) == 0;
    }

    @Override
    public void close() {
        reads.close();
        commands.close();
    }
}
