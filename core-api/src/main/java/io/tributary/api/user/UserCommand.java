package io.tributary.api.user;

import io.tributary.api.AggregateCommand;

/** Everything a user can be told. */
public sealed interface UserCommand extends AggregateCommand {
    UserId userId();

    @Override
    default UserId target() {
        return userId();
    }

    record RegisterUser(UserId userId, PersonName name, EmailAddress email, EmailClaimId claim) implements UserCommand {}

    record RenameUser(UserId userId, PersonName name) implements UserCommand {}

    record ChangeEmail(UserId userId, EmailAddress email, EmailClaimId claim) implements UserCommand {}

    record DeactivateUser(UserId userId, String reason) implements UserCommand {}

    record ReactivateUser(UserId userId) implements UserCommand {}
}
