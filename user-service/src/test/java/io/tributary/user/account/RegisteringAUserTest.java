package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.ALREADY_REGISTERED;
import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.NAME;
import static io.tributary.user.account.UserExamples.addressed;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;
import static io.tributary.user.account.UserExamples.rejectedBecause;
import static io.tributary.user.account.UserExamples.userFixture;

import io.tributary.api.user.UserCommand.RegisterUser;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RegisteringAUserTest {
    private static final RegisterUser REGISTER = new RegisterUser(ADA, NAME, EMAIL, CLAIM);

    private final AggregateTestFixture<UserAggregate> user = userFixture();

    @Test
    void a_new_user_has_a_name_and_an_address() {
        user.givenNoPriorActivity().whenConstructing(() -> {
            var aggregate = new UserAggregate();
            aggregate.handle(REGISTER);
            return aggregate;
        }).expectEvents(registered(), addressed());
    }

    @Test
    void a_user_is_registered_once() {
        user.given(registered(), addressed()).whenInvoking(ADA.text(), it -> it.handle(REGISTER)).expectException(
                rejectedBecause(ALREADY_REGISTERED));
    }

    @Test
    void a_deactivated_user_is_still_registered() {
        user.given(registered(), addressed(), deactivated()).whenInvoking(ADA.text(), it -> it.handle(REGISTER)).expectException(
                rejectedBecause(ALREADY_REGISTERED));
    }
}
