package io.tributary.user.account;

import io.tributary.api.user.UserDetails;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserQuery.FindUser;
import io.tributary.api.user.UserQuery.FindUsers;
import io.tributary.api.user.UserStatus;
import io.tributary.user.account.User.Active;
import io.tributary.user.account.User.Deactivated;
import io.tributary.user.account.User.NotRegistered;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Users, folded from their own events at each read and therefore never stale. */
@Component
class UserProjection {
    private final EventStore events;

    UserProjection(EventStore events) {
        this.events = events;
    }

    @QueryHandler
    Optional<UserDetails> find(FindUser query) {
        return details(query.userId());
    }

    @QueryHandler
    List<UserDetails> find(FindUsers query) {
        return query.userIds().stream().distinct().flatMap(id -> details(id).stream()).toList();
    }

    private Optional<UserDetails> details(UserId id) {
        List<UserEvent> history = events.readEvents(id.text()).asStream().map(event -> (UserEvent) event.getPayload()).toList();
        return details(history);
    }

    static Optional<UserDetails> details(List<UserEvent> history) {
        User user = new NotRegistered();
        for (UserEvent event : history) {
            user = User.evolve(user, event);
        }
        return switch (user) {
            case NotRegistered() -> Optional.empty();
            case Active it -> Optional.of(new UserDetails(it.id(), it.name(), it.email(), UserStatus.ACTIVE, history.size()));
            case Deactivated it -> Optional.of(new UserDetails(it.id(), it.name(), it.email(), UserStatus.DEACTIVATED, history.size()));
        };
    }
}
