package io.tributary.eventstore.contract;

import io.tributary.eventstore.fixture.StoreFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Everything an engine promises; each test has a store of its own. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class CommitLogContract {
    protected abstract StoreFixture newStore();

    @Nested
    class Appending extends AppendContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Contention extends ContentionContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Streaming extends StreamingContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Tokens extends TokensContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Hazards extends HazardsContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Idempotency extends IdempotencyContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Snapshots extends SnapshotContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class BadInput extends BadInputContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }

    @Nested
    class Commands extends CommandsContract {
        @Override
        StoreFixture newStore() {
            return CommitLogContract.this.newStore();
        }
    }
}
