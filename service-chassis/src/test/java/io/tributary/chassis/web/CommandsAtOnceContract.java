package io.tributary.chassis.web;

import static io.tributary.chassis.web.HttpCalls.PACK;
import static io.tributary.chassis.web.HttpCalls.assertProblem;
import static io.tributary.chassis.web.HttpCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many callers at the same moment with one key, one id or one aggregate, on either store; alone, as time is taken. */
@Isolated
abstract class CommandsAtOnceContract {
    private static final int PARALLEL = 50;
    private static final int FEW = 100;
    private static final int MANY = 1_000;
    /** Bursts before those that count: in the first of them the just-in-time compiler takes three quarters of two cores. */
    private static final int WARM_UPS = 6;
    private static final int COUNTED = 3;
    private static final Duration MANY_WITHIN = Duration.ofSeconds(2);
    private HttpCalls http = new HttpCalls(0);
    @LocalServerPort private int port;
    @Autowired private CommitLog log;

    @BeforeEach
    void connect() {
        http = new HttpCalls(port);
    }

    @Test
    void fifty_parallel_uses_of_a_key_are_one_commit_and_one_answer() {
        String key = UUID.randomUUID().toString();
        long commits = log.refreshedHead().commit();
        var answers = HttpCalls.inParallel(PARALLEL, () -> http.send("POST", "/parcels", PACK, "Idempotency-Key", key));
        assertThat(answers.stream().map(HttpCalls::facts).distinct()).hasSize(1);
        assertThat(answers.getFirst().statusCode()).isEqualTo(201);
        assertThat(log.refreshedHead().commit()).isEqualTo(commits + 1);
    }

    @Test
    void parallel_creations_with_one_id_have_one_winner() {
        String parcel = "/parcels/" + UUID.randomUUID();
        var answers = HttpCalls.inParallel(PARALLEL, () -> http.send("PUT", parcel, PACK));
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409)).hasSize(PARALLEL - 1).allSatisfy(
                answer -> assertProblem(answer, 409, "already-exists"));
    }

    @Test
    void parallel_changes_all_happen_one_after_the_other() {
        String parcel = http.packed();
        var answers = HttpCalls.inParallel(PARALLEL, () -> http.send("PUT", parcel + "/weight", "{\"grams\":5}"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(204));
        assertThat(answers.stream().map(answer -> header(answer, "ETag")).distinct()).hasSize(PARALLEL);
        assertThat(header(http.send("GET", parcel, ""), "ETag")).isEqualTo("\"" + (PARALLEL + 1) + "\"");
    }

    @Test
    void many_parallel_changes_of_one_aggregate_are_applied_in_a_row_or_refused() {
        changedInParallel(FEW);
    }

    @Test
    @Tag("long")
    void a_thousand_parallel_changes_of_one_aggregate_are_applied_in_a_row_or_refused() {
        IntStream.range(0, WARM_UPS).forEach(_ -> changedInParallel(MANY));
        var counted = Stream.generate(() -> changedInParallel(MANY)).limit(COUNTED).sorted().toList();
        assertThat(counted.get(COUNTED / 2)).as("99 of 100 answered, the median of %s", counted).isLessThan(MANY_WITHIN);
    }

    /** Returns the time within which 99 of 100 were answered. */
    private Duration changedInParallel(int times) {
        String parcel = http.packed();
        var number = new AtomicInteger();
        var nanos = new ConcurrentLinkedQueue<Long>();
        var answers = HttpCalls.inParallel(times, () -> {
            long start = System.nanoTime();
            int grams = number.incrementAndGet();
            var answer = http.send("PUT", parcel + "/weight", "{\"grams\":%d}".formatted(grams), "If-Match",
                    grams % 10 == 0 ? "\"7\"" : "*");
            nanos.add(System.nanoTime() - start);
            return answer;
        });
        var applied = answers.stream().filter(answer -> answer.statusCode() == 204).map(
                answer -> Integer.valueOf(header(answer, "ETag").replace("\"", ""))).sorted().toList();
        assertThat(applied).isEqualTo(IntStream.rangeClosed(2, applied.size() + 1).boxed().toList()).hasSizeGreaterThan(times / 2);
        assertThat(answers).allMatch(answer -> Set.of(204, 409, 412).contains(answer.statusCode()));
        assertThat(log.lastSequence(parcel.substring("/parcels/".length()))).hasValue(applied.size());
        var took = Duration.ofNanos(nanos.stream().sorted().skip(times * 99 / 100 - 1).findFirst().orElseThrow());
        System.out.printf("%d parallel commands on one aggregate: %d applied, 99 of 100 within %d ms%n", times, applied.size(),
                took.toMillis());
        return took;
    }
}
