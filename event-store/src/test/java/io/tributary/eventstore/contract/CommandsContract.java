package io.tributary.eventstore.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLogException.KeyAlreadyUsed;
import io.tributary.eventstore.axon.CommitReceipt;
import io.tributary.eventstore.axon.UnitOfWorkCommit;
import io.tributary.eventstore.fixture.Counted;
import io.tributary.eventstore.fixture.Counter.AtLimit;
import io.tributary.eventstore.fixture.Counter.Increase;
import io.tributary.eventstore.fixture.Counter.Open;
import io.tributary.eventstore.fixture.Counter.Reset;
import io.tributary.eventstore.fixture.CounterService;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import java.util.ArrayList;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands on aggregates in memory, while another instance changes the same aggregates. */
abstract class CommandsContract extends StoreContract {
    private CounterService here;
    private CounterService there;

    @BeforeEach
    void openServices() {
        here = new CounterService(log);
        there = new CounterService(open());
    }

    @Test
    void a_cached_aggregate_is_decided_once() {
        here.commands.sendAndWait(new Open("a"));
        assertThat(here.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(1);
        assertThat(here.decisions).hasValue(2);
        assertThat(storedKeys()).containsExactly("a#0", "a#1");
    }

    @Test
    void a_stale_cached_aggregate_costs_a_retry_and_nothing_else() {
        here.commands.sendAndWait(new Open("a"));
        there.commands.sendAndWait(new Increase("a"));
        assertThat(here.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(2);
        assertThat(here.decisions).hasValue(3);
        assertThat(there.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(3);
        assertThat(storedKeys()).containsExactly("a#0", "a#1", "a#2", "a#3");
    }

    @Test
    void a_refusal_decided_on_a_stale_aggregate_is_decided_again() {
        fillUp("a");
        there.commands.sendAndWait(new Reset("a"));
        assertThat(here.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(1);
        assertThat(storedKeys()).hasSize(6);
    }

    @Test
    void a_refusal_that_still_holds_is_answered() {
        fillUp("a");
        assertThatThrownBy(() -> here.commands.sendAndWait(new Increase("a"))).isInstanceOf(AtLimit.class);
        assertThat(storedKeys()).hasSize(4);
        there.commands.sendAndWait(new Reset("a"));
        assertThat(here.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(1);
    }

    private void fillUp(String id) {
        here.commands.sendAndWait(new Open(id));
        for (int i = 0; i < 3; i++) {
            here.commands.sendAndWait(new Increase(id));
        }
    }

    @Test
    void a_change_that_changes_nothing_on_a_stale_aggregate_is_decided_again() {
        here.commands.sendAndWait(new Open("a"));
        there.commands.sendAndWait(new Increase("a"));
        here.commands.sendAndWait(new Reset("a"));
        assertThat(there.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(1);
        assertThat(storedKeys()).containsExactly("a#0", "a#1", "a#2", "a#3");
    }

    @Test
    void nothing_is_remembered_of_a_no_op_on_a_stale_aggregate() {
        here.commands.sendAndWait(new Open("a"));
        there.commands.sendAndWait(new Increase("a"));
        here.intercept((unitOfWork, chain) -> {
            here.events.commitOfUnitOfWork().remember("key", "digest", receipt -> ("events: " + receipt.events().size()).getBytes(UTF_8));
            return chain.proceed();
        });
        here.commands.sendAndWait(new Reset("a"));
        assertThat(open().answerTo("key").orElseThrow().answer()).asString(UTF_8).isEqualTo("events: 1");
        assertThat(storedKeys()).containsExactly("a#0", "a#1", "a#2");
    }

    @Test
    void an_aggregate_is_created_once() {
        here.commands.sendAndWait(new Open("a"));
        assertThatThrownBy(() -> there.commands.sendAndWait(new Open("a"))).isInstanceOf(
                AggregateStreamCreationException.class).hasMessageContaining("'a'");
        assertThatThrownBy(() -> there.commands.sendAndWait(new Increase("b"))).isInstanceOf(AggregateNotFoundException.class);
        assertThat(there.commands.<Long>sendAndWait(new Increase("a"))).isEqualTo(1);
        assertThat(storedKeys()).containsExactly("a#0", "a#1");
    }

    @Test
    void a_conflict_without_a_cache_is_a_concurrency_exception_that_names_the_event() {
        here.events.publish(Counters.counted("a", 0));
        assertThatThrownBy(() -> there.events.publish(Counters.counted("b", 0), Counters.counted("a", 0))).isInstanceOf(
                AggregateStreamCreationException.class).hasMessageContaining("sequence 0 of aggregate 'a'");
        here.events.publish(Counters.counted("a", 1));
        assertThatThrownBy(() -> there.events.publish(Counters.counted("a", 1))).isInstanceOf(
                ConcurrencyException.class).hasMessageContaining("sequence 1 of aggregate 'a'");
        assertThat(storedKeys()).containsExactly("a#0", "a#1");
    }

    @Test
    void one_unit_of_work_is_one_commit_with_one_receipt() {
        log.append(Events.commit("x", 0, 1));
        var commits = new ArrayList<UnitOfWorkCommit>();
        inUnitOfWork(() -> {
            commits.add(here.events.commitOfUnitOfWork());
            here.events.publish(Counters.counted("a", 0));
            inUnitOfWork(() -> here.events.publish(Counters.counted("b", 0)));
            here.events.publish(Counters.counted("a", 1));
            assertThat(commits.getFirst().receipt()).isEmpty();
            assertThat(here.events.lastSequenceNumberFor("a")).contains(1L);
            assertThat(open().head().commit()).isEqualTo(1);
        });
        var receipt = commits.getFirst().receipt().orElseThrow();
        assertThat(receipt.commit()).isEqualTo(2);
        assertThat(receipt.events()).containsExactlyInAnyOrder(new CommitReceipt.Entry("a", 0, positionOf("a#0"), Counted.class),
                new CommitReceipt.Entry("b", 0, positionOf("b#0"), Counted.class),
                new CommitReceipt.Entry("a", 1, positionOf("a#1"), Counted.class));
        assertThat(open().head().commit()).isEqualTo(2);
    }

    private long positionOf(String key) {
        return storedKeys().indexOf(key);
    }

    @Test
    void a_unit_of_work_that_is_rolled_back_stores_nothing() {
        var unitOfWork = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("command"));
        here.events.publish(Counters.counted("a", 0));
        unitOfWork.rollback();
        here.events.publish(Counters.counted("b", 0));
        assertThat(storedKeys()).containsExactly("b#0");
    }

    @Test
    void a_used_key_fails_the_unit_of_work_with_the_answer() {
        Runnable command = () -> {
            here.events.commitOfUnitOfWork().remember("key", "digest", receipt -> ("commit " + receipt.commit()).getBytes(UTF_8));
            here.events.publish(new GenericEventMessage<>(new Counted("plain", 1)));
        };
        inUnitOfWork(command);
        assertThatThrownBy(() -> inUnitOfWork(command)).isInstanceOfSatisfying(KeyAlreadyUsed.class,
                used -> assertThat(used.remembered().answer()).asString(UTF_8).isEqualTo("commit 1"));
        assertThat(stored()).hasSize(1);
    }

    private static void inUnitOfWork(Runnable work) {
        var result = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("command")).executeWithResult(() -> {
            work.run();
            return "done";
        });
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }
}
