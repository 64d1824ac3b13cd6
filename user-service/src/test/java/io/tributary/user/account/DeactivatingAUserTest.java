package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.addressed;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;
import static io.tributary.user.account.UserExamples.userFixture;

import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserEvent.UserReactivated;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class DeactivatingAUserTest {
    private static final DeactivateUser DEACTIVATE = new DeactivateUser(ADA, "left");
    private static final ReactivateUser REACTIVATE = new ReactivateUser(ADA);

    private final AggregateTestFixture<UserAggregate> user = userFixture();

    @Test
    void a_user_can_be_deactivated() {
        user.given(registered(), addressed()).when(DEACTIVATE).expectEvents(deactivated());
    }

    @Test
    void deactivating_twice_changes_nothing_whatever_the_reason() {
        user.given(registered(), addressed(), deactivated()).when(
                new DeactivateUser(ADA, "left again")).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void a_deactivated_user_can_come_back() {
        user.given(registered(), addressed(), deactivated()).when(REACTIVATE).expectEvents(new UserReactivated(ADA));
    }

    @Test
    void an_active_user_is_not_reactivated() {
        user.given(registered(), addressed()).when(REACTIVATE).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void a_user_can_be_deactivated_again() {
        user.given(registered(), addressed(), deactivated(), new UserReactivated(ADA)).when(DEACTIVATE).expectEvents(deactivated());
    }

    @Test
    void nobody_cannot_be_deactivated() {
        user.givenNoPriorActivity().when(DEACTIVATE).expectException(AggregateNotFoundException.class);
    }

    @Test
    void nobody_cannot_be_reactivated() {
        user.givenNoPriorActivity().when(REACTIVATE).expectException(AggregateNotFoundException.class);
    }
}
