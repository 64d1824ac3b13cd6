package io.tributary.eventstore.mongo;

import io.tributary.eventstore.contract.CommitLogContract;
import io.tributary.eventstore.fixture.StoreFixture;

class MongoCommitLogIT extends CommitLogContract {
    @Override
    protected StoreFixture newStore() {
        return new MongoFixture();
    }
}
