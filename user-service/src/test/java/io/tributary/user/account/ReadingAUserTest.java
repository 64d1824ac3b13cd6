package io.tributary.user.account;

import static io.tributary.user.account.UserExamples.ADA;
import static io.tributary.user.account.UserExamples.EMAIL;
import static io.tributary.user.account.UserExamples.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.UserDetails;
import io.tributary.api.user.UserStatus;
import io.tributary.chassis.events.AggregateStreams.Folded;
import io.tributary.user.account.User.Active;
import io.tributary.user.account.User.Deactivated;
import io.tributary.user.account.User.NotRegistered;
import org.junit.jupiter.api.Test;

class ReadingAUserTest {
    @Test
    void a_user_is_as_old_as_its_events_are_many() {
        assertThat(UserProjection.details(new Folded<>(new Active(ADA, NAME, EMAIL), 3))).hasValue(
                new UserDetails(ADA, NAME, EMAIL, UserStatus.ACTIVE, 3));
    }

    @Test
    void a_deactivated_user_is_shown_as_such() {
        assertThat(UserProjection.details(new Folded<>(new Deactivated(ADA, NAME, EMAIL), 2))).hasValue(
                new UserDetails(ADA, NAME, EMAIL, UserStatus.DEACTIVATED, 2));
    }

    @Test
    void without_events_there_is_no_user() {
        assertThat(UserProjection.details(new Folded<>(new NotRegistered(), 0))).isEmpty();
    }
}
