package io.tributary.eventstore.postgres;

import io.tributary.eventstore.contract.CommitLogContract;
import io.tributary.eventstore.fixture.StoreFixture;
import org.junit.jupiter.api.Order;

@Order(1)
class PostgresCommitLogIT extends CommitLogContract {
    @Override
    protected StoreFixture newStore() {
        return new PostgresFixture();
    }
}
