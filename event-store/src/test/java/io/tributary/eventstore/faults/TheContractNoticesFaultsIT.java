package io.tributary.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import io.tributary.eventstore.contract.CommitLogContract;
import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.postgres.PostgresFixture;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** A contract that no wrong engine fails proves nothing about the right ones. */
@Order(1)
class TheContractNoticesFaultsIT {
    private static Events run(DiscoverySelector contract) {
        return EngineTestKit.engine("junit-jupiter").configurationParameter("junit.jupiter.conditions.deactivate",
                "org.junit.*DisabledCondition").configurationParameter("junit.jupiter.execution.timeout.test.method.default",
                        "10 s").configurationParameter("junit.jupiter.execution.timeout.mode", "enabled").selectors(contract).filters(
                                excludeTags("long")).execute().testEvents();
    }

    @Test
    void an_engine_that_does_nothing_fails_every_test() {
        var events = run(selectClass(DoingNothing.class));
        assertThat(events.started().count()).isGreaterThan(40);
        assertThat(events.succeeded().list()).extracting(Event::getTestDescriptor).extracting(test -> test.getDisplayName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SkippingOnRace, Hazards, a_writer_that_stalls_after_numbering_appends_behind_the_others",
            "HalvingCommits, Appending, a_commit_over_several_aggregates_is_stored_whole_or_not_at_all",
            "DroppingOnLostAck, Hazards, a_commit_that_was_not_sent_is_sent_again",
            "Reordering, Appending, what_was_appended_is_read_back_as_it_was",
            "Doubling, Appending, commits_are_numbered_from_one_and_events_from_zero",
            "PreferringStaleSnapshots, Snapshots, the_newest_snapshot_wins_in_whatever_order_they_come"})
    void a_planted_fault_fails_the_test_made_for_it_which_the_right_engine_passes(String fault, String nested, String test)
            throws ClassNotFoundException {
        var faulty = Class.forName(getClass().getName() + "$" + fault);
        var contract = Class.forName(CommitLogContract.class.getName() + "$" + nested);
        assertThat(run(selectNestedMethod(List.of(faulty), contract, test)).failed().count()).isEqualTo(1);
        assertThat(run(selectNestedMethod(List.of(Flawless.class), contract, test)).succeeded().count()).isEqualTo(1);
    }

    @Disabled("run by the tests of this class only")
    static class DoingNothing extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new DoNothing.Fixture();
        }
    }

    @Disabled("run by the tests of this class only")
    static class Flawless extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), right -> right);
        }
    }

    @Disabled("run by the tests of this class only")
    static class SkippingOnRace extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.SkipOnRace::new);
        }
    }

    @Disabled("run by the tests of this class only")
    static class HalvingCommits extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.HalfCommit::new);
        }
    }

    @Disabled("run by the tests of this class only")
    static class DroppingOnLostAck extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.DropOnLostAck::new);
        }
    }

    @Disabled("run by the tests of this class only")
    static class Reordering extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.Reorder::new);
        }
    }

    @Disabled("run by the tests of this class only")
    static class Doubling extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.Doubling::new);
        }
    }

    @Disabled("run by the tests of this class only")
    static class PreferringStaleSnapshots extends CommitLogContract {
        @Override
        protected StoreFixture newStore() {
            return new FaultyFixture(new PostgresFixture(), PlantedFaults.StaleSnapshotWins::new);
        }
    }
}
