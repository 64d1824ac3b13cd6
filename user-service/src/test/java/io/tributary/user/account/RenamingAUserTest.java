package io.tributary.user.account;

import static io.tributary.api.user.UserRejected.Reason.DEACTIVATED;
import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.NAME;
import static io.tributary.user.account.UserExamples.addressed;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;
import static io.tributary.user.account.UserExamples.rejectedBecause;
import static io.tributary.user.account.UserExamples.userFixture;

import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRenamed;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RenamingAUserTest {
    private static final PersonName KING = new PersonName("Ada King");
    private static final RenameUser RENAME = new RenameUser(ADA, KING);

    private final AggregateTestFixture<UserAggregate> user = userFixture();

    @Test
    void a_user_can_be_renamed() {
        user.given(registered(), addressed()).when(RENAME).expectEvents(new UserRenamed(ADA, KING));
    }

    @Test
    void the_same_name_again_changes_nothing() {
        user.given(registered(), addressed(), new UserRenamed(ADA, KING)).when(RENAME).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void the_first_name_can_come_back() {
        user.given(registered(), addressed(), new UserRenamed(ADA, KING)).when(new RenameUser(ADA, NAME)).expectEvents(
                new UserRenamed(ADA, NAME));
    }

    @Test
    void a_deactivated_user_keeps_the_name() {
        user.given(registered(), addressed(), deactivated()).when(RENAME).expectException(rejectedBecause(DEACTIVATED));
    }

    @Test
    void a_reactivated_user_can_be_renamed() {
        user.given(registered(), addressed(), deactivated(), new UserReactivated(ADA)).when(RENAME).expectEvents(
                new UserRenamed(ADA, KING));
    }

    @Test
    void nobody_cannot_be_renamed() {
        user.givenNoPriorActivity().when(RENAME).expectException(AggregateNotFoundException.class);
    }
}
