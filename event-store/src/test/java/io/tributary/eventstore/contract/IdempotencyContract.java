package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Events.commit;
import static io.tributary.eventstore.fixture.Events.event;
import static io.tributary.eventstore.fixture.Events.keys;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.KeyAlreadyUsed;
import io.tributary.eventstore.CommitLogException.StreamConflict;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.IdempotencyRecord;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class IdempotencyContract extends StoreContract {

    private static NewCommit remembered(String key, String digest, LogEvent... events) {
        return new NewCommit(UUID.randomUUID(), List.of(events),
                new IdempotencyRecord(key, digest, placement -> (digest + " at " + placement).getBytes(UTF_8)));
    }

    private static String text(byte[] answer) {
        return new String(answer, UTF_8);
    }

    @Test
    void the_answer_to_a_key_is_remembered_with_its_commit() {
        log.append(commit("x", 0, 2));
        var placement = log.append(remembered("key", "digest", event("a", 0)));
        var answer = open().answerTo("key").orElseThrow();
        assertThat(answer.commit()).isEqualTo(2);
        assertThat(answer.keyHash()).isEqualTo("key");
        assertThat(answer.digest()).isEqualTo("digest");
        assertThat(text(answer.answer())).isEqualTo("digest at " + placement).contains("firstPosition=2");
        assertThat(open().answerTo("other")).isEmpty();
    }

    @Test
    void a_key_is_used_once_and_later_callers_get_the_first_answer() {
        log.append(remembered("key", "digest", event("a", 0)));
        for (var instance : List.of(log, open())) {
            var refusal = catchThrowableOfType(KeyAlreadyUsed.class,
                    () -> instance.append(remembered("key", "other digest", event("b", 0))));
            assertThat(refusal.remembered().digest()).isEqualTo("digest");
            assertThat(text(refusal.remembered().answer())).startsWith("digest at");
        }
        assertThat(storedKeys()).containsExactly("a#0");
    }

    @Test
    void a_used_key_comes_before_a_conflict() {
        log.append(remembered("key", "digest", event("a", 0)));
        assertThatThrownBy(() -> log.append(remembered("key", "digest", event("a", 0)))).isInstanceOf(KeyAlreadyUsed.class);
        assertThatThrownBy(() -> open().append(remembered("key", "digest", event("a", 0)))).isInstanceOf(KeyAlreadyUsed.class);
        assertThat(storedKeys()).containsExactly("a#0");
    }

    @Test
    void a_refused_commit_does_not_use_its_key_up() {
        log.append(commit("a", 0, 1));
        assertThatThrownBy(() -> log.append(remembered("key", "digest", event("a", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(log.answerTo("key")).isEmpty();
        log.append(remembered("key", "digest", event("a", 1)));
        assertThat(open().answerTo("key")).isPresent();
    }

    @Test
    void a_change_that_changes_nothing_is_remembered_by_an_empty_commit() throws Exception {
        log.append(commit("a", 0, 1));
        assertThat(log.append(remembered("k1", "digest"))).isEqualTo(new Placement(2, 1));
        assertThat(log.append(remembered("k2", "digest"))).isEqualTo(new Placement(3, 1));
        log.append(commit("a", 1, 1));
        assertThat(log.append(remembered("k3", "digest"))).isEqualTo(new Placement(5, 2));
        assertThat(open().head()).isEqualTo(new Head(5, 2));
        assertThat(storedKeys()).containsExactly("a#0", "a#1");
        assertThat(keys(open().read(1, 10))).containsExactly("a#1");
        assertThat(open().answerTo("k2")).isPresent();
    }

    @Test
    void fifty_parallel_uses_of_one_key_give_one_commit_and_equal_answers() throws Exception {
        var other = open();
        var start = new CountDownLatch(1);
        var answers = new ArrayList<String>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < 50; i++) {
                var instance = i % 2 == 0 ? log : other;
                var stream = "s" + i % 5;
                results.add(callers.submit(() -> {
                    start.await();
                    return answer(instance, remembered("key", "digest", event(stream, 0)));
                }));
            }
            start.countDown();
            for (var result : results) {
                answers.add(result.get());
            }
        }
        assertThat(answers).hasSize(50).containsOnly(answers.getFirst());
        assertThat(stored()).hasSize(1);
        assertThat(text(open().answerTo("key").orElseThrow().answer())).isEqualTo(answers.getFirst());
    }

    private static String answer(CommitLog instance, NewCommit commit) {
        try {
            return "digest at " + instance.append(commit);
        } catch (KeyAlreadyUsed e) {
            return text(e.remembered().answer());
        }
    }

    @Test
    void an_answer_that_cannot_be_made_fails_its_commit_alone() {
        var broken = new IdempotencyRecord("key", "digest", _ -> {
            throw new IllegalArgumentException("no answer");
        });
        assertThatThrownBy(() -> log.append(new NewCommit(UUID.randomUUID(), List.of(event("a", 0)), broken))).isInstanceOf(
                IllegalStateException.class).hasRootCauseMessage("no answer");
        var huge = new IdempotencyRecord("key", "digest", _ -> new byte[NewCommit.MAX_BYTES]);
        assertThatThrownBy(() -> log.append(new NewCommit(UUID.randomUUID(), List.of(event("a", 0)), huge))).isInstanceOf(
                InvalidCommit.class);
        log.append(commit("a", 0, 1));
        assertThat(storedKeys()).containsExactly("a#0");
    }
}
