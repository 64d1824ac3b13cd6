package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.GRACE;

import io.tributary.api.user.EmailClaimCommand;
import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimEvent;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import io.tributary.api.user.UserRejected.Reason;
import io.tributary.chassis.testing.EveryPair;
import io.tributary.user.account.EmailClaim.Free;
import io.tributary.user.account.EmailClaim.Held;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EveryCommandOfAClaimTest {
    private static final EmailClaimed CLAIMED = new EmailClaimed(CLAIM, ADA);
    private static final EmailReleased RELEASED = new EmailReleased(CLAIM, ADA);
    private static final List<EmailClaimEvent> NOTHING = List.of();

    @TestFactory
    Stream<DynamicTest> has_its_outcome_in_every_state() {
        var pairs = new EveryPair<>(EmailClaim.class, EmailClaimCommand.class, EmailClaimDecider::decide).columns(
                new ClaimEmail(CLAIM, ADA), new ReleaseEmail(CLAIM, ADA));
        pairs.in(new Free(), List.of(CLAIMED), NOTHING);
        pairs.in(new Held(ADA), NOTHING, List.of(RELEASED));
        pairs.in(new Held(GRACE), Reason.EMAIL_TAKEN, NOTHING);
        return pairs.checks();
    }

    @TestFactory
    Stream<DynamicTest> event_leads_to_its_state_whatever_was_before() {
        var pairs = new EveryPair<>(EmailClaim.class, EmailClaimEvent.class, (_, event) -> EmailClaim.evolve(event)).columns(CLAIMED,
                RELEASED);
        pairs.in(new Free(), new Held(ADA), new Free());
        pairs.in(new Held(GRACE), new Held(ADA), new Free());
        return pairs.checks();
    }
}
