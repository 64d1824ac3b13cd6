package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.EMAIL_TAKEN;
import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.GRACE;
import static io.tributary.user.account.UserExamples.rejectedBecause;

import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimEvent.EmailClaimed;
import io.tributary.api.user.EmailClaimEvent.EmailReleased;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ClaimingAnEmailTest {
    private static final EmailClaimed HELD_BY_ADA = new EmailClaimed(CLAIM, ADA);
    private static final EmailReleased RELEASED = new EmailReleased(CLAIM, ADA);

    private final AggregateTestFixture<EmailClaimAggregate> claim = new AggregateTestFixture<>(EmailClaimAggregate.class);

    @Test
    void a_new_address_can_be_claimed() {
        claim.givenNoPriorActivity().whenConstructing(() -> {
            var aggregate = new EmailClaimAggregate();
            aggregate.handle(new ClaimEmail(CLAIM, ADA));
            return aggregate;
        }).expectEvents(HELD_BY_ADA);
    }

    @Test
    void a_held_address_is_taken() {
        claim.given(HELD_BY_ADA).whenInvoking(CLAIM.text(), it -> it.handle(new ClaimEmail(CLAIM, GRACE))).expectException(
                rejectedBecause(EMAIL_TAKEN));
    }

    @Test
    void its_holder_may_claim_it_again() {
        claim.given(HELD_BY_ADA).whenInvoking(CLAIM.text(), it -> it.handle(new ClaimEmail(CLAIM, ADA))).expectNoEvents();
    }

    @Test
    void a_released_address_can_be_claimed_by_somebody_else() {
        claim.given(HELD_BY_ADA, RELEASED).whenInvoking(CLAIM.text(), it -> it.handle(new ClaimEmail(CLAIM, GRACE))).expectEvents(
                new EmailClaimed(CLAIM, GRACE));
    }

    @Test
    void its_holder_can_release_it() {
        claim.given(HELD_BY_ADA).whenInvoking(CLAIM.text(), it -> it.handle(new ReleaseEmail(CLAIM, ADA))).expectEvents(RELEASED);
    }

    @Test
    void nobody_else_can_release_it() {
        claim.given(HELD_BY_ADA).whenInvoking(CLAIM.text(), it -> it.handle(new ReleaseEmail(CLAIM, GRACE))).expectNoEvents();
    }

    @Test
    void releasing_twice_changes_nothing() {
        claim.given(HELD_BY_ADA, RELEASED).whenInvoking(CLAIM.text(), it -> it.handle(new ReleaseEmail(CLAIM, ADA))).expectNoEvents();
    }
}
