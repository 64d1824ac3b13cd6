package io.tributary.eventstore.log;

import static io.tributary.eventstore.fixture.Events.NOON;
import static io.tributary.eventstore.fixture.Events.commit;
import static io.tributary.eventstore.fixture.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.IdempotencyRecord;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingCommitsTest {
    private static final Head HEAD = new Head(7, 20);
    private static final int MOST = Batching.MAX_COMMITS;

    private final Batching batching = new Batching(() -> NOON);

    private static PendingCommit pending(NewCommit commit) {
        return new PendingCommit(commit);
    }

    private static NewCommit keyed(String key) {
        return new NewCommit(UUID.randomUUID(), List.of(), new IdempotencyRecord(key, "digest", _ -> new byte[0]));
    }

    @Test
    void commits_that_share_no_key_go_together() {
        var backlog = List.of(pending(commit("a", 0, 2)), pending(commit("a", 2, 1)), pending(keyed("k")), pending(keyed("l")));
        assertThat(batching.next(backlog, MOST)).isEqualTo(backlog);
    }

    @Test
    void a_commit_that_wants_a_place_or_a_key_of_one_before_it_waits_and_is_looked_up_first() {
        var first = pending(commit(event("a", 0), event("b", 0)));
        var rival = pending(commit(event("c", 0), event("b", 0)));
        var rivalOfTheRival = pending(commit("c", 0, 1));
        var keyed = pending(keyed("k"));
        var sameKey = pending(keyed("k"));
        assertThat(batching.next(List.of(first, rival, rivalOfTheRival, keyed, sameKey), MOST)).containsExactly(first, keyed);
        assertThat(List.of(rival, rivalOfTheRival, sameKey)).allMatch(PendingCommit::contended);
        assertThat(first.contended()).isFalse();
    }

    @Test
    void a_batch_has_a_limit_in_commits_and_one_in_bytes_but_never_no_commit() {
        var many = IntStream.range(0, 600).mapToObj(i -> pending(commit("a" + i, 0, 1))).toList();
        assertThat(batching.next(many, MOST)).isEqualTo(many.subList(0, 512));
        var large = IntStream.range(0, 3).mapToObj(i -> pending(commit(event("a" + i, 0, new byte[5_000_000])))).toList();
        assertThat(batching.next(large, MOST)).isEqualTo(large.subList(0, 1));
    }

    @Test
    void a_commit_that_failed_in_company_is_tried_alone() {
        var calm = pending(commit("a", 0, 1));
        var suspect = pending(commit("b", 0, 1));
        suspect.tryAlone();
        assertThat(batching.next(List.of(calm, suspect), MOST)).containsExactly(calm);
        assertThat(batching.next(List.of(suspect, calm), MOST)).containsExactly(suspect);
    }

    @Test
    void numbers_and_positions_follow_the_head_without_a_gap() {
        var batch = List.of(pending(commit("a", 0, 3)), pending(keyed("k")), pending(commit("b", 0, 1)));
        assertThat(batching.number(batch, HEAD, NOON)).extracting(NumberedCommit::placement).containsExactly(new Placement(8, 20),
                new Placement(9, 23), new Placement(10, 23));
    }

    @Test
    void the_time_of_a_commit_is_never_before_that_of_another_or_of_its_events() {
        var future = NOON.plus(Duration.ofHours(1));
        var batch = List.of(pending(commit(event("a", 0, future))), pending(commit("b", 0, 1)));
        assertThat(batching.number(batch, HEAD, NOON)).extracting(NumberedCommit::time).containsExactly(future, future);
        var later = NOON.plus(Duration.ofHours(2));
        assertThat(batching.number(batch, HEAD, later)).extracting(NumberedCommit::time).containsExactly(later, later);
    }

    @Test
    void an_answer_that_cannot_be_made_fails_its_commit_alone() {
        var sound = pending(commit("a", 0, 1));
        var broken = pending(new NewCommit(UUID.randomUUID(), List.of(), new IdempotencyRecord("k", "digest", _ -> {
            throw new IllegalStateException("no answer");
        })));
        assertThat(batching.number(List.of(sound, broken), HEAD, NOON)).isEmpty();
        assertThat(broken.result).isCompletedExceptionally();
        assertThat(sound.result).isNotDone();
        var oversized = pending(new NewCommit(UUID.randomUUID(), List.of(),
                new IdempotencyRecord("l", "digest", _ -> new byte[2_000_000])));
        assertThat(batching.number(List.of(oversized), HEAD, NOON)).isEmpty();
        assertThatThrownBy(oversized.result::join).hasCauseInstanceOf(InvalidCommit.class);
    }
}
