package io.tributary.api.user;

import java.util.List;

/** Everything that can be asked about users. */
public sealed interface UserQuery {
    /** Answered by a {@link UserDetails}. */
    record FindUser(UserId userId) implements UserQuery {}

    /** Answered by a list of {@link UserDetails}; ids without a user are left out. */
    record FindUsers(List<UserId> userIds) implements UserQuery {
        public FindUsers {
            userIds = List.copyOf(userIds);
        }
    }
}
