package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.EMAIL_TAKEN;

import io.tributary.api.user.EmailClaimCommand;
import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import io.tributary.api.user.EmailClaimId;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserRejected;
import io.tributary.user.account.EmailClaim.Free;
import io.tributary.user.account.EmailClaim.Held;
import java.util.List;

/** An address is held by one user at a time, and only its holder can release it. */
final class EmailClaimDecider {
    private EmailClaimDecider() {}

    static List<EmailClaimEvent> decide(EmailClaim claim, EmailClaimCommand command) {
        return switch (command) {
            case ClaimEmail c -> claim(claim, c);
            case ReleaseEmail c -> release(claim, c);
        };
    }

    /** What the claims are told when a user's address changes, in the order of their ids, so that two changes crosswise cannot wait for each other. */
    static List<EmailClaimCommand> move(UserId user, EmailClaimId from, EmailClaimId to) {
        var claim = new ClaimEmail(to, user);
        var release = new ReleaseEmail(from, user);
        int order = from.text().compareTo(to.text());
        if (order == 0) {
            return List.of(); // another spelling of the same address
        }
        return order < 0 ? List.of(release, claim) : List.of(claim, release);
    }

    private static List<EmailClaimEvent> claim(EmailClaim claim, ClaimEmail command) {
        return switch (claim) {
            case Free() -> List.of(new EmailClaimed(command.claim(), command.userId()));
            case Held held when held.holder().equals(command.userId()) -> List.of();
            case Held _ -> throw new UserRejected(EMAIL_TAKEN, "this e-mail address is in use");
        };
    }

    private static List<EmailClaimEvent> release(EmailClaim claim, ReleaseEmail command) {
        return switch (claim) {
            case Held held when held.holder().equals(command.userId()) ->
                List.of(new EmailReleased(command.claim(), command.userId()));
            case Held _,Free _ -> List.of();
        };
    }
}
