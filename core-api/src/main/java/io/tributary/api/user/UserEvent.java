package io.tributary.api.user;

import io.tributary.api.AggregateEvent;
import io.tributary.api.StoredName;

/** Everything a user has seen. */
public sealed interface UserEvent extends AggregateEvent {
    UserId userId();

    @Override
    default UserId source() {
        return userId();
    }

    @StoredName("user.user-registered")
    record UserRegistered(UserId userId, PersonName name, EmailAddress email) implements UserEvent {}

    @StoredName("user.user-renamed")
    record UserRenamed(UserId userId, PersonName name) implements UserEvent {}

    @StoredName("user.email-changed")
    record UserEmailChanged(UserId userId, EmailAddress email) implements UserEvent {}

    @StoredName("user.user-deactivated")
    record UserDeactivated(UserId userId, String reason) implements UserEvent {}

    @StoredName("user.user-reactivated")
    record UserReactivated(UserId userId) implements UserEvent {}
}
