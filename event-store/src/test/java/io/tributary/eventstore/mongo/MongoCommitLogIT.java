package io.tributary.eventstore.mongo;

import io.tributary.eventstore.contract.CommitLogContract;
import io.tributary.eventstore.fixture.StoreFixture;
import org.junit.jupiter.api.Order;

@Order(1)
class MongoCommitLogIT extends CommitLogContract {
    @Override
    protected StoreFixture newStore() {
        return new MongoFixture();
    }
}
