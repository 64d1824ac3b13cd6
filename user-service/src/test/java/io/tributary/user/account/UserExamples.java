package io.tributary.user.account;

import io.tributary.api.AggregateCommand;
import io.tributary.api.Rejected;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.EmailClaimId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.api.user.UserRejected;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Ada, who is registered, and Grace, who would like Ada's address. */
final class UserExamples {
    static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    static final UserId GRACE = UserId.of("22222222-2222-4222-8222-222222222222");
    static final PersonName NAME = new PersonName("Ada Lovelace");
    static final EmailAddress EMAIL = new EmailAddress("ada@example.org");
    static final EmailClaimKey KEY = new EmailClaimKey("a key of more than thirty-two characters");
    static final EmailClaimId CLAIM = KEY.claimOf(EMAIL);

    private UserExamples() {}

    static UserRegistered registered() {
        return new UserRegistered(ADA, NAME);
    }

    /** The second fact of a registration. */
    static UserEmailChanged addressed() {
        return new UserEmailChanged(ADA, EMAIL);
    }

    static UserDeactivated deactivated() {
        return new UserDeactivated(ADA, "left");
    }

    static AggregateTestFixture<UserAggregate> userFixture() {
        var fixture = new AggregateTestFixture<>(UserAggregate.class);
        fixture.registerCommandTargetResolver(
                command -> new VersionedAggregateIdentifier(((AggregateCommand) command.getPayload()).target().text(), null));
        return fixture;
    }

    static Matcher<Throwable> rejectedBecause(UserRejected.Reason reason) {
        return new CustomTypeSafeMatcher<>("rejected because " + reason) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Rejected rejected && rejected.reason() == reason;
            }
        };
    }
}
