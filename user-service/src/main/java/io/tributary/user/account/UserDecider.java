package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.ALREADY_REGISTERED;
import static io.tributary.api.user.UserRejected.Reason.DEACTIVATED;
import static io.tributary.api.user.UserRejected.Reason.UNKNOWN;

import io.tributary.api.user.UserCommand;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserCommand.RegisterUser;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserRejected;
import io.tributary.user.account.User.Active;
import io.tributary.user.account.User.Deactivated;
import io.tributary.user.account.User.Named;
import io.tributary.user.account.User.NotRegistered;
import io.tributary.user.account.User.Registered;
import java.util.List;

/** What a user may do. Saying twice what already holds is not an error and changes nothing. */
final class UserDecider {
    private UserDecider() {}

    static List<UserEvent> decide(User user, UserCommand command) {
        return switch (command) {
            case RegisterUser c -> register(user, c);
            case RenameUser c -> rename(user, c);
            case ChangeEmail c -> changeEmail(user, c);
            case DeactivateUser c -> deactivate(user, c);
            case ReactivateUser c -> reactivate(user, c);
        };
    }

    private static List<UserEvent> register(User user, RegisterUser command) {
        return switch (user) {
            case NotRegistered() -> List.of(new UserRegistered(command.userId(), command.name()),
                    new UserEmailChanged(command.userId(), command.email()));
            case Named _,Registered _ -> throw new UserRejected(ALREADY_REGISTERED, "user %s is registered".formatted(command.userId()));
        };
    }

    private static List<UserEvent> rename(User user, RenameUser command) {
        return switch (user) {
            case NotRegistered _,Named _ -> throw unknown(command);
            case Active active when active.name().equals(command.name()) -> List.of();
            case Active active -> List.of(new UserRenamed(active.id(), command.name()));
            case Deactivated deactivated -> throw deactivated(deactivated);
        };
    }

    private static List<UserEvent> changeEmail(User user, ChangeEmail command) {
        return switch (user) {
            case NotRegistered _,Named _ -> throw unknown(command);
            case Active active when active.email().equals(command.email()) -> List.of();
            case Active active -> List.of(new UserEmailChanged(active.id(), command.email()));
            case Deactivated deactivated -> throw deactivated(deactivated);
        };
    }

    private static List<UserEvent> deactivate(User user, DeactivateUser command) {
        return switch (user) {
            case NotRegistered _,Named _ -> throw unknown(command);
            case Active active -> List.of(new UserDeactivated(active.id(), command.reason()));
            case Deactivated _ -> List.of();
        };
    }

    private static List<UserEvent> reactivate(User user, ReactivateUser command) {
        return switch (user) {
            case NotRegistered _,Named _ -> throw unknown(command);
            case Active _ -> List.of();
            case Deactivated deactivated -> List.of(new UserReactivated(deactivated.id()));
        };
    }

    private static UserRejected unknown(UserCommand command) {
        return new UserRejected(UNKNOWN, "there is no user %s".formatted(command.userId()));
    }

    private static UserRejected deactivated(Deactivated user) {
        return new UserRejected(DEACTIVATED, "user %s is deactivated".formatted(user.id()));
    }
}
