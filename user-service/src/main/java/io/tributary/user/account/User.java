package io.tributary.user.account;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;

/** A user as far as decisions need it. */
sealed interface User {
    record NotRegistered() implements User {}

    /** Between the two facts of a registration, which no command can meet: they are one commit. */
    record Named(UserId id, PersonName name) implements User {}

    sealed interface Registered extends User {
        UserId id();

        PersonName name();

        EmailAddress email();

        Registered with(PersonName name, EmailAddress email);
    }

    record Active(UserId id, PersonName name, EmailAddress email) implements Registered {
        @Override
        public Active with(PersonName name, EmailAddress email) {
            return new Active(id, name, email);
        }
    }

    /** Keeps its e-mail address: nobody else may register it meanwhile. */
    record Deactivated(UserId id, PersonName name, EmailAddress email) implements Registered {
        @Override
        public Deactivated with(PersonName name, EmailAddress email) {
            return new Deactivated(id, name, email);
        }
    }

    static User evolve(User user, UserEvent event) {
        return switch (user) {
            case NotRegistered() -> first(event);
            case Named named -> second(named, event);
            case Registered registered -> next(registered, event);
        };
    }

    private static User first(UserEvent event) {
        return switch (event) {
            case UserRegistered e -> new Named(e.userId(), e.name());
            case UserRenamed _,UserEmailChanged _,UserDeactivated _,UserReactivated _ ->
                throw new IllegalStateException("%s before the user was registered".formatted(event));
        };
    }

    private static User second(Named user, UserEvent event) {
        return switch (event) {
            case UserEmailChanged e -> new Active(user.id(), user.name(), e.email());
            case UserRegistered _,UserRenamed _,UserDeactivated _,UserReactivated _ ->
                throw new IllegalStateException("%s before the user had an e-mail address".formatted(event));
        };
    }

    private static User next(Registered user, UserEvent event) {
        return switch (event) {
            case UserRegistered _ -> throw new IllegalStateException("%s after the user was registered".formatted(event));
            case UserRenamed e -> user.with(e.name(), user.email());
            case UserEmailChanged e -> user.with(user.name(), e.email());
            case UserDeactivated _ -> new Deactivated(user.id(), user.name(), user.email());
            case UserReactivated _ -> new Active(user.id(), user.name(), user.email());
        };
    }
}
