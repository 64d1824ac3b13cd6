package io.tributary.chassis.commands;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.publishing.ConsistencyToken;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.eventstore.axon.CommitReceipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is told of a commit: the new version of its aggregate, and of each aggregate in it the last event that leaves the service. */
record AcceptedFacts(@Nullable PublicationList publications) {

    Accepted of(CommitReceipt receipt, @Nullable String target) {
        OptionalLong last = receipt.events().stream().filter(event -> event.aggregateId().equals(target)).mapToLong(
                CommitReceipt.Entry::sequence).max();
        OptionalLong version = last.isPresent() ? OptionalLong.of(last.getAsLong() + 1) : OptionalLong.empty();
        return new Accepted(version, token(receipt));
    }

    ConsistencyToken noToken() {
        return new ConsistencyToken(List.of());
    }

    private ConsistencyToken token(CommitReceipt receipt) {
        if (publications == null) {
            return noToken();
        }
        Map<String, EventPosition> last = new LinkedHashMap<>();
        for (CommitReceipt.Entry event : receipt.events()) {
            if (publications.published().contains(event.payloadType())) {
                last.put(event.aggregateId(), new EventPosition(publications.owner(), event.aggregateId(), event.position()));
            }
        }
        return new ConsistencyToken(List.copyOf(last.values()));
    }
}
