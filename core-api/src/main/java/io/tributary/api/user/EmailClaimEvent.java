package io.tributary.api.user;

import io.tributary.api.AggregateEvent;
import io.tributary.api.StoredName;

/** Private to user-service: who holds an e-mail address. Never published. */
public sealed interface EmailClaimEvent extends AggregateEvent {
    EmailClaimId claim();

    @Override
    default EmailClaimId source() {
        return claim();
    }

    @StoredName("user.email-claimed")
    record EmailClaimed(EmailClaimId claim, UserId userId) implements EmailClaimEvent {}

    @StoredName("user.email-released")
    record EmailReleased(EmailClaimId claim, UserId userId) implements EmailClaimEvent {}
}
