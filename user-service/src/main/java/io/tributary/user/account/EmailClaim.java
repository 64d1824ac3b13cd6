package io.tributary.user.account;

import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import io.tributary.api.user.UserId;

/** Who holds one e-mail address. */
sealed interface EmailClaim {
    record Free() implements EmailClaim {}

    record Held(UserId holder) implements EmailClaim {}

    static EmailClaim evolve(EmailClaimEvent event) {
        return switch (event) {
            case EmailClaimed e -> new Held(e.userId());
            case EmailReleased _ -> new Free();
        };
    }
}
