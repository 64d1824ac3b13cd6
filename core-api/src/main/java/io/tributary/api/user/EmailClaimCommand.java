package io.tributary.api.user;

import io.tributary.api.AggregateCommand;

/** Private to user-service: everything an e-mail claim can be told. */
public sealed interface EmailClaimCommand extends AggregateCommand {
    EmailClaimId claim();

    UserId userId();

    @Override
    default EmailClaimId target() {
        return claim();
    }

    record ClaimEmail(EmailClaimId claim, UserId userId) implements EmailClaimCommand {}

    record ReleaseEmail(EmailClaimId claim, UserId userId) implements EmailClaimCommand {}
}
