package io.tributary.user.account;

import io.tributary.api.user.UserDetails;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserQuery.FindUser;
import io.tributary.api.user.UserQuery.FindUsers;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.chassis.events.AggregateStreams.Folded;
import io.tributary.user.account.User.Active;
import io.tributary.user.account.User.Deactivated;
import io.tributary.user.account.User.Named;
import io.tributary.user.account.User.NotRegistered;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Users, folded from their own events at each read and therefore never stale. */
@Component
class UserProjection {
    private final AggregateStreams streams;

    UserProjection(AggregateStreams streams) {
        this.streams = streams;
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
        return details(streams.fold(id.text(), UserEvent.class, new NotRegistered(), User::evolve));
    }

    static Optional<UserDetails> details(Folded<User> user) {
        return switch (user.state()) {
            case NotRegistered _,Named _ -> Optional.empty();
            case Active it -> Optional.of(new UserDetails(it.id(), it.name(), it.email(), UserStatus.ACTIVE, user.version()));
            case Deactivated it -> Optional.of(new UserDetails(it.id(), it.name(), it.email(), UserStatus.DEACTIVATED, user.version()));
        };
    }
}
