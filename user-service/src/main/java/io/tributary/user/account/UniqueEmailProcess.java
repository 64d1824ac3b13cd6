package io.tributary.user.account;

import io.tributary.api.user.EmailClaimCommand;
import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimId;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserCommand.RegisterUser;
import io.tributary.user.account.User.Registered;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Keeps each e-mail address with one user: the user and the claims on its addresses change in one commit or not at all.
 * <p>
 * A claim is first appended blindly, which saves a read for every address that was never used. Where it exists already the commit fails,
 * and the command, sent again, loads the claim and decides.
 */
@Component
class UniqueEmailProcess {
    private static final int REMEMBERED_CLAIMS = 10_000;

    private final Repository<UserAggregate> users;
    private final Repository<EmailClaimAggregate> claims;
    private final EmailClaimKey key;
    /** Claims to load rather than to append blindly; one that is forgotten or here in vain costs a round trip and nothing else. */
    private final Set<EmailClaimId> toBeLoaded = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    UniqueEmailProcess(Repository<UserAggregate> users, Repository<EmailClaimAggregate> claims, EmailClaimKey key) {
        this.users = users;
        this.claims = claims;
        this.key = key;
    }

    @CommandHandler
    void on(RegisterUser command) throws Exception {
        users.newInstance(UserAggregate::new, user -> user.execute(it -> it.handle(command)));
        tell(new ClaimEmail(command.claim(), command.userId()));
    }

    @CommandHandler
    void on(ChangeEmail command) throws Exception {
        var user = users.load(command.target().text());
        EmailClaimId held = user.invoke(it -> claimOf(it.user(), command));
        user.execute(it -> it.handle(command));
        for (EmailClaimCommand next : EmailClaimDecider.move(command.userId(), held, command.claim())) {
            tell(next);
        }
    }

    private EmailClaimId claimOf(User user, ChangeEmail command) {
        return switch (user) {
            case Registered registered -> key.claimOf(registered.email());
            case User.NotRegistered _,User.Named _ -> command.claim();
        };
    }

    private void tell(EmailClaimCommand command) throws Exception {
        switch (command) {
            case ClaimEmail c when !toBeLoaded.contains(c.claim()) -> append(c);
            case ClaimEmail c -> claims.loadOrCreate(c.claim().text(), EmailClaimAggregate::new).execute(claim -> claim.handle(c));
            case ReleaseEmail c -> claims.load(c.claim().text()).execute(claim -> claim.handle(c));
        }
    }

    private void append(ClaimEmail command) throws Exception {
        CurrentUnitOfWork.get().onRollback(_ -> toBeLoaded.add(command.claim()));
        claims.newInstance(EmailClaimAggregate::new, claim -> claim.execute(it -> it.handle(command)));
    }

    private static final class Recent extends LinkedHashMap<EmailClaimId, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<EmailClaimId, Boolean> eldest) {
            return size() > REMEMBERED_CLAIMS;
        }
    }
}
