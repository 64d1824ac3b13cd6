package io.tributary.user.account;

import static io.tributary.chassis.testing.EveryPair.IMPOSSIBLE;
import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.CLAIM;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.KEY;
import static io.tributary.user.account.UserExamples.NAME;
import static io.tributary.user.account.UserExamples.addressed;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserCommand;
import io.tributary.api.user.UserCommand.ChangeEmail;
import io.tributary.api.user.UserCommand.DeactivateUser;
import io.tributary.api.user.UserCommand.ReactivateUser;
import io.tributary.api.user.UserCommand.RegisterUser;
import io.tributary.api.user.UserCommand.RenameUser;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserRejected.Reason;
import io.tributary.chassis.testing.EveryPair;
import io.tributary.user.account.User.Active;
import io.tributary.user.account.User.Deactivated;
import io.tributary.user.account.User.Named;
import io.tributary.user.account.User.NotRegistered;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EveryCommandOfAUserTest {
    private static final PersonName KING = new PersonName("Ada King");
    private static final EmailAddress OTHER = new EmailAddress("ada.king@example.org");
    private static final User NOBODY = new NotRegistered();
    private static final User NAMED = new Named(ADA, NAME);
    private static final User ACTIVE = new Active(ADA, NAME, EMAIL);
    private static final User GONE = new Deactivated(ADA, NAME, EMAIL);
    private static final List<UserEvent> NOTHING = List.of();

    @TestFactory
    Stream<DynamicTest> has_its_outcome_in_every_state() {
        var renamed = new UserRenamed(ADA, KING);
        var moved = new UserEmailChanged(ADA, OTHER);
        var pairs = new EveryPair<>(User.class, UserCommand.class, UserDecider::decide).columns(new RegisterUser(ADA, NAME, EMAIL, CLAIM),
                new RenameUser(ADA, KING), new ChangeEmail(ADA, OTHER, KEY.claimOf(OTHER)), new DeactivateUser(ADA, "left"),
                new ReactivateUser(ADA));
        pairs.in(NOBODY, List.of(registered(), addressed()), Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN);
        pairs.in(NAMED, Reason.ALREADY_REGISTERED, Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN);
        pairs.in(ACTIVE, Reason.ALREADY_REGISTERED, List.of(renamed), List.of(moved), List.of(deactivated()), NOTHING);
        pairs.in(GONE, Reason.ALREADY_REGISTERED, Reason.DEACTIVATED, Reason.DEACTIVATED, NOTHING, List.of(new UserReactivated(ADA)));
        return pairs.checks();
    }

    @TestFactory
    Stream<DynamicTest> event_changes_what_it_says_and_a_history_has_one_registration() {
        var pairs = new EveryPair<>(User.class, UserEvent.class, User::evolve).columns(registered(), new UserEmailChanged(ADA, OTHER),
                new UserRenamed(ADA, KING), deactivated(), new UserReactivated(ADA));
        pairs.in(NOBODY, NAMED, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE);
        pairs.in(NAMED, IMPOSSIBLE, new Active(ADA, NAME, OTHER), IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE);
        pairs.in(ACTIVE, IMPOSSIBLE, new Active(ADA, NAME, OTHER), new Active(ADA, KING, EMAIL), GONE, ACTIVE);
        pairs.in(GONE, IMPOSSIBLE, new Deactivated(ADA, NAME, OTHER), new Deactivated(ADA, KING, EMAIL), GONE, ACTIVE);
        return pairs.checks();
    }
}
