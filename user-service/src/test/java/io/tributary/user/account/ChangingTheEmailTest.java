package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.DEACTIVATED;
import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.KEY;
import static io.tributary.user.account.UserExamples.addressed;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;
import static io.tributary.user.account.UserExamples.rejectedBecause;
import static io.tributary.user.account.UserExamples.userFixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.EmailClaimCommand.ClaimEmail;
import io.tributary.api.user.EmailClaimCommand.ReleaseEmail;
import io.tributary.api.user.EmailClaimId;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class ChangingTheEmailTest {
    private static final EmailAddress KING = new EmailAddress("ada.king@example.org");

    private final AggregateTestFixture<UserAggregate> user = userFixture();

    @Test
    void a_user_can_have_another_address() {
        user.given(registered(), addressed()).whenInvoking(ADA.text(), it -> it.handle(changeTo(KING))).expectEvents(
                new UserEmailChanged(ADA, KING));
    }

    @Test
    void the_same_address_again_changes_nothing() {
        user.given(registered(), addressed()).whenInvoking(ADA.text(), it -> it.handle(changeTo(EMAIL))).expectNoEvents();
    }

    @Test
    void another_spelling_of_the_address_is_a_change() {
        var spelling = new EmailAddress("Ada@Example.org");
        user.given(registered(), addressed()).whenInvoking(ADA.text(), it -> it.handle(changeTo(spelling))).expectEvents(
                new UserEmailChanged(ADA, spelling));
    }

    @Test
    void a_deactivated_user_keeps_the_address() {
        user.given(registered(), addressed(), deactivated()).whenInvoking(ADA.text(), it -> it.handle(changeTo(KING))).expectException(
                rejectedBecause(DEACTIVATED));
    }

    @Test
    void another_spelling_keeps_the_claim() {
        assertThat(EmailClaimDecider.move(ADA, CLAIM, KEY.claimOf(new EmailAddress("ADA@EXAMPLE.ORG")))).isEmpty();
    }

    @Test
    void claims_are_told_in_the_order_of_their_ids() {
        var low = new EmailClaimId("1");
        var high = new EmailClaimId("2");
        assertThat(EmailClaimDecider.move(ADA, low, high)).containsExactly(new ReleaseEmail(low, ADA), new ClaimEmail(high, ADA));
        assertThat(EmailClaimDecider.move(ADA, high, low)).containsExactly(new ClaimEmail(low, ADA), new ReleaseEmail(high, ADA));
    }

    private static ChangeEmail changeTo(EmailAddress email) {
        return new ChangeEmail(ADA, email, KEY.claimOf(email));
    }
}
