package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.deactivated;
import static io.tributary.user.account.UserExamples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserDetails;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingAUserTest {
    private static final PersonName KING = new PersonName("Ada King");
    private static final EmailAddress OTHER = new EmailAddress("ada.king@example.org");

    @Test
    void a_user_is_what_its_events_say_and_as_old_as_they_are_many() {
        assertThat(UserProjection.details(List.of(registered(), new UserRenamed(ADA, KING), new UserEmailChanged(ADA, OTHER)))).hasValue(
                new UserDetails(ADA, KING, OTHER, UserStatus.ACTIVE, 3));
    }

    @Test
    void a_deactivated_user_is_shown_as_such() {
        assertThat(UserProjection.details(List.of(registered(), new UserRenamed(ADA, KING), deactivated()))).hasValue(
                new UserDetails(ADA, KING, EMAIL, UserStatus.DEACTIVATED, 3));
        assertThat(UserProjection.details(List.of(registered(), deactivated(), new UserReactivated(ADA)))).get().extracting(
                UserDetails::status).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void without_events_there_is_no_user() {
        assertThat(UserProjection.details(List.of())).isEmpty();
    }
}
