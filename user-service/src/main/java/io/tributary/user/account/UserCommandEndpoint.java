package io.tributary.user.account;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserCommand.RegisterUser;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserId;
import io.tributary.chassis.web.HttpCommands;
import io.tributary.chassis.web.HttpCommands.Created;
import io.tributary.chassis.web.PlainText;
import io.tributary.chassis.web.Refuses;
import io.tributary.security.Caller;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users")
class UserCommandEndpoint {
    private static final int MAX_REASON = 500;

    private final HttpCommands commands;
    private final EmailClaimKey key;

    UserCommandEndpoint(HttpCommands commands, EmailClaimKey key) {
        this.commands = commands;
        this.key = key;
    }

    record RegisterRequest(PersonName name, EmailAddress email) {}

    record UserCreated(UserId userId) {}

    record NameRequest(PersonName name) {}

    record EmailRequest(EmailAddress email) {}

    record DeactivationRequest(@PlainText(max = MAX_REASON) String reason) {}

    /** Has no field, and takes none. */
    record ReactivationRequest() {}

    @PostMapping
    @Refuses(rule = "email-taken")
    Created<UserCreated> register(@RequestBody RegisterRequest request) {
        var id = new UserId(UUID.randomUUID());
        var command = new RegisterUser(id, request.name(), request.email(), key.claimOf(request.email()));
        return commands.create(command, URI.create("/users/" + id), new UserCreated(id));
    }

    @PutMapping("/{id}/name")
    @Refuses(unknown = "user-not-found", rule = "user-deactivated")
    ResponseEntity<Void> rename(Caller caller, @PathVariable UUID id, @RequestBody NameRequest request) {
        return commands.change(new RenameUser(own(caller, id), request.name()));
    }

    @PutMapping("/{id}/email")
    @Refuses(unknown = "user-not-found", rule = {"user-deactivated", "email-taken"})
    ResponseEntity<Void> changeEmail(Caller caller, @PathVariable UUID id, @RequestBody EmailRequest request) {
        return commands.change(new ChangeEmail(own(caller, id), request.email(), key.claimOf(request.email())));
    }

    @PostMapping("/{id}/deactivation")
    @Refuses(unknown = "user-not-found")
    ResponseEntity<Void> deactivate(Caller caller, @PathVariable UUID id, @Valid @RequestBody DeactivationRequest request) {
        return commands.change(new DeactivateUser(own(caller, id), request.reason()));
    }

    @PostMapping("/{id}/reactivation")
    @Refuses(unknown = "user-not-found")
    ResponseEntity<Void> reactivate(Caller caller, @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ReactivationRequest request) {
        return commands.change(new ReactivateUser(own(caller, id)));
    }

    private static UserId own(Caller caller, UUID id) {
        if (!caller.maySee(id)) {
            throw UserQueryEndpoint.unknown(id);
        }
        return new UserId(id);
    }
}
