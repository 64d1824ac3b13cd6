package io.tributary.user.account;

import io.tributary.api.user.UserDetails;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserQuery.FindUser;
import io.tributary.api.user.UserQuery.FindUsers;
import io.tributary.chassis.web.NotFound;
import io.tributary.chassis.web.Page;
import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users")
class UserQueryEndpoint {
    private final QueryGateway queries;

    UserQueryEndpoint(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/{id}")
    @Refuses(unknown = "user-not-found")
    ResponseEntity<UserDetails> find(Caller caller, @PathVariable UUID id) {
        if (!caller.maySee(id)) {
            throw unknown(id);
        }
        var found = queries.query(new FindUser(new UserId(id)), ResponseTypes.optionalInstanceOf(UserDetails.class)).join();
        UserDetails user = found.orElseThrow(() -> unknown(id));
        return ResponseEntity.ok().eTag("\"" + user.version() + "\"").body(user);
    }

    static NotFound unknown(UUID id) {
        return new NotFound("user-not-found", "there is no user %s".formatted(id));
    }

    /** Ids without a user are left out; the whole answer is one page. */
    @GetMapping
    Page<UserDetails> find(Caller caller, @RequestParam @Size(min = 1, max = Page.MAX_LIMIT) List<@NotNull UUID> ids) {
        var query = new FindUsers(ids.stream().filter(caller::maySee).map(UserId::new).toList());
        return new Page<>(queries.query(query, ResponseTypes.multipleInstancesOf(UserDetails.class)).join(), null);
    }
}
