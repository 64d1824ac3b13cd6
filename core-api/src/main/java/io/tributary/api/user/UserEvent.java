package io.tributary.api.user;

import io.tributary.api.AggregateEvent;
import io.tributary.api.EarlierForm;
import io.tributary.api.EarlierForm.Fact;
import io.tributary.api.StoredName;

/** Everything a user has seen. */
public sealed interface UserEvent extends AggregateEvent {
    UserId userId();

    @Override
    default UserId source() {
        return userId();
    }

    /** Its e-mail address follows as a fact of its own, in the same commit. */
    @StoredName(value = "user.user-registered", version = 2)
    @EarlierForm(version = 1, is = {
            @Fact(name = "user.user-registered", version = 2, fields = {"userId", "name"}),
            @Fact(name = "user.email-changed", version = 1, fields = {"userId", "email"})})
    record UserRegistered(UserId userId, PersonName name) implements UserEvent {}

    @StoredName("user.user-renamed")
    record UserRenamed(UserId userId, PersonName name) implements UserEvent {}

    @StoredName("user.email-changed")
    record UserEmailChanged(UserId userId, EmailAddress email) implements UserEvent {}

    @StoredName("user.user-deactivated")
    record UserDeactivated(UserId userId, String reason) implements UserEvent {}

    @StoredName("user.user-reactivated")
    record UserReactivated(UserId userId) implements UserEvent {}
}
