package io.tributary.api.user;

import io.tributary.api.AggregateId;

/** Keyed hash of a normalised e-mail address: equal addresses meet in one claim, and the address cannot be read back from it. */
public record EmailClaimId(String value) implements AggregateId {
    @Override
    public String text() {
        return value;
    }
}
