package io.tributary.user.account;

import io.tributary.api.user.UserCommand;
import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserEvent;
import io.tributary.user.account.User.NotRegistered;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Registering and changing the e-mail address touch more than the user: they come through {@link UniqueEmailProcess}. */
@Aggregate(type = "user", commandTargetResolver = "commandTargets", cache = "aggregateCache", lockFactory = "aggregateLocks", snapshotTriggerDefinition = "snapshotTriggerDefinition")
class UserAggregate {
    @AggregateIdentifier private @Nullable String id;
    private User user = new NotRegistered();

    @CommandHandler
    void on(RenameUser command) {
        handle(command);
    }

    @CommandHandler
    void on(DeactivateUser command) {
        handle(command);
    }

    @CommandHandler
    void on(ReactivateUser command) {
        handle(command);
    }

    void handle(UserCommand command) {
        UserDecider.decide(user, command).forEach(AggregateLifecycle::apply);
    }

    User user() {
        return user;
    }

    @EventSourcingHandler
    void on(UserEvent event) {
        id = event.userId().text();
        user = User.evolve(user, event);
    }
}
