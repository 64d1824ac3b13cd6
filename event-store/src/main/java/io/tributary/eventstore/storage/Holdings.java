package io.tributary.eventstore.storage;

import io.tributary.eventstore.CommitLogException;
import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.KeyAlreadyUsed;
import io.tributary.eventstore.CommitLogException.StreamConflict;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.NewCommit.StreamKey;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the store holds of some commits that were tried: read after a failure, in place of the error's text.
 *
 * @param commits where those of the tried commits stand that are stored
 * @param answers by idempotency key hash
 * @param streamKeys the commit that holds each place in a stream
 * @param eventIds the commit that holds each event id
 */
public record Holdings(Map<UUID, Placement> commits, Map<String, RememberedAnswer> answers, Map<StreamKey, UUID> streamKeys,
        Map<UUID, UUID> eventIds) {

    /** Where the commit stands, if it is stored. */
    public Optional<Placement> placement(NewCommit commit) {
        return Optional.ofNullable(commits.get(commit.id()));
    }

    /** Why a commit that is not stored never will be; empty if nothing stands in its way. */
    public Optional<CommitLogException> refusal(NewCommit commit) {
        var answer = commit.idempotency() == null ? null : answers.get(commit.idempotency().keyHash());
        if (answer != null) {
            return Optional.of(new KeyAlreadyUsed(answer));
        }
        for (var event : commit.events()) {
            var holder = streamKeys.get(new StreamKey(event.aggregateId(), event.sequence()));
            if (holder != null) {
                return Optional.of(new StreamConflict(event, holder));
            }
        }
        for (var event : commit.events()) {
            var holder = eventIds.get(event.id());
            if (holder != null) {
                return Optional.of(new InvalidCommit("event id " + event.id() + " is already used in commit " + holder));
            }
        }
        return Optional.empty();
    }
}
